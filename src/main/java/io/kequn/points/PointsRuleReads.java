package io.kequn.points;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads points rules.
@Singleton
public class PointsRuleReads {
    private static final String ONE = PointsRuleRows.SELECT + " and key = $2";
    private static final String BY_KEYS = PointsRuleRows.SELECT + " and key = any($2) order by key";
    private static final String LIST = PointsRuleRows.SELECT
            + " and ($2::text is null or key > $2) and ($3 or not archived) order by key limit $4";
    private static final String COUNT =
            "select count(*) n from points_rule where shop_id = $1 and ($2 or not archived)";

    private final ShopReads reads;
    private final Cursors cursors;
    private final PointsRuleRows rows;

    PointsRuleReads(ShopReads reads, Cursors cursors, PointsRuleRows rows) {
        this.reads = reads;
        this.cursors = cursors;
        this.rows = rows;
    }

    public Uni<PointsRule> get(String key) {
        return find(key).map(found -> found.orElseThrow(() -> PointsRuleService.unknown(key)));
    }

    public Uni<Optional<PointsRule>> find(String key) {
        var shop = Caller.with(Scope.POINTS_READ).ofShop();
        return reads.find(shop, this::rule, ONE, shop.id(), key);
    }

    /// Those of the keys that exist.
    Uni<List<PointsRule>> byKeys(List<String> keys) {
        var shop = Caller.with(Scope.POINTS_READ).ofShop();
        return reads.list(shop, this::rule, BY_KEYS, shop.id(), keys.toArray(String[]::new));
    }

    /// By key; archived ones only if they are asked for.
    public Uni<Page<PointsRule>> list(boolean archived, PageRequest request) {
        var caller = Caller.with(Scope.POINTS_READ);
        var shop = caller.ofShop();
        var list = archived ? "all points-rules" : "points-rules";
        var position = cursors.position(caller, list, request);
        @Nullable String after = position.isEmpty() ? null : position.getFirst();
        return reads.list(shop, this::rule, LIST, shop.id(), after, archived, request.rows())
                .map(found -> cursors.page(caller, list, request, found, rule -> List.of(rule.key())))
                .chain(page -> request.count()
                        ? reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), archived)
                                .map(total -> page.withTotal(total.orElse(0L)))
                        : Uni.createFrom().item(page));
    }

    private PointsRule rule(Row row) {
        return rows.rule(Columns.of(row));
    }
}
