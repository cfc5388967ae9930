package io.kequn.platform.graphql;

import io.kequn.platform.graphql.ProbeGraphQL.Probe;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Knows the probes 1 to 9 by their global ids.
@Singleton
class ProbeNodes implements NodeResolver {
    @Override
    public String type() {
        return "Probe";
    }

    @Override
    public Uni<List<Probe>> find(List<String> keys) {
        var probes = keys.stream()
                .filter(key -> key.matches("[1-9]"))
                .map(Integer::valueOf)
                .map(Probe::of)
                .toList();
        return Uni.createFrom().item(probes);
    }
}
