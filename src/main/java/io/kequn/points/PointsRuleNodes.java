package io.kequn.points;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds points rules by their global ids.
@Singleton
class PointsRuleNodes implements NodeResolver {
    private final PointsRuleReads rules;

    PointsRuleNodes(PointsRuleReads rules) {
        this.rules = rules;
    }

    @Override
    public String type() {
        return "PointsRule";
    }

    @Override
    public Uni<List<PointsRule>> find(List<String> keys) {
        return rules.byKeys(keys);
    }
}
