package io.kequn.points;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds entries of ledgers by their global ids.
@Singleton
class PointsEntryNodes implements NodeResolver {
    private final LedgerReads ledgers;

    PointsEntryNodes(LedgerReads ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public String type() {
        return "PointsEntry";
    }

    @Override
    public Uni<List<PointsEntry>> find(List<String> keys) {
        return ledgers.byIds(keys);
    }
}
