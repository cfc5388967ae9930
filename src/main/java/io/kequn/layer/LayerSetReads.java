package io.kequn.layer;

import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.publication.DefinitionFinder;
import io.kequn.publication.DefinitionKind;
import io.kequn.publication.Progress;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads of layer sets into the record that callers see.
@Singleton
class LayerSetReads implements DefinitionFinder {
    /// `counts` are the keys of the published layers, each with the number of its customers.
    private static final String VIEW = """
        select s.key, s.name, s.description, s.status, s.live_version, s.version, s.public, s.created_at, s.updated_at,
          s.archived_at, live.layers live_layers, draft.layers draft_layers, job.done, job.total,
          (select string_agg(l.key || ' ' || (
             select count(*) from layer_member m
             where m.shop_id = s.shop_id and m.layer_id = l.id and s.archived_at is null), ',')
           from layer l where l.shop_id = s.shop_id and l.layer_set_id = s.id and l.place is not null) counts
        from layer_set s
        left join layer_set_version live
          on live.shop_id = s.shop_id and live.layer_set_id = s.id and live.number = s.live_version
        left join layer_set_version draft
          on draft.shop_id = s.shop_id and draft.layer_set_id = s.id and draft.published_at is null
        left join job on job.shop_id = s.shop_id and job.id = s.build_id and s.status = 'building'
        where s.shop_id = $1\
        """;
    private static final String ONE = VIEW + " and s.key = $2";
    private static final String LIST = VIEW + """
         and ($2::text is null or s.key > $2)
         and ($3::text is null and s.status <> 'archived' or s.status = $3)
        order by s.key limit $4\
        """;
    private static final String BY_KEYS = VIEW + " and s.key = any($2) order by s.key";
    private static final String COUNT = """
        select count(*) n from layer_set s where s.shop_id = $1
          and ($2::text is null and s.status <> 'archived' or s.status = $2)\
        """;

    private final ShopReads reads;
    private final Cursors cursors;

    LayerSetReads(ShopReads reads, Cursors cursors) {
        this.reads = reads;
        this.cursors = cursors;
    }

    Uni<Optional<LayerSet>> find(Shop shop, String key) {
        return reads.find(shop, row -> set(Columns.of(row)), ONE, shop.id(), key);
    }

    Uni<LayerSet> get(Shop shop, String key) {
        return find(shop, key).map(found -> found.orElseThrow(() -> Kind.LAYER_SET.missing(key)));
    }

    /// Those of the keys that exist.
    Uni<List<LayerSet>> byKeys(Shop shop, List<String> keys) {
        return reads.list(shop, row -> set(Columns.of(row)), BY_KEYS, shop.id(), keys.toArray(String[]::new));
    }

    @Override
    public DefinitionKind defines() {
        return DefinitionKind.LAYER_SET;
    }

    @Override
    public Uni<Integer> idOf(Shop shop, String key) {
        return reads.find(
                        shop,
                        row -> row.getInteger("id"),
                        "select id from layer_set where shop_id = $1 and key = $2",
                        shop.id(),
                        key)
                .map(found -> found.orElseThrow(() -> Kind.LAYER_SET.missing(key)));
    }

    /// The set as the running definition transaction has made it.
    static Uni<LayerSet> inside(Shop shop, String key) {
        return DefinitionTransaction.find(LayerSetReads::set, ONE, shop.id(), key)
                .map(Optional::orElseThrow);
    }

    /// Sets in order of their keys; archived ones only if asked for.
    Uni<Page<LayerSet>> list(Caller caller, @Nullable SegmentStatus status, PageRequest page) {
        var shop = caller.ofShop();
        @Nullable String wanted = status == null ? null : status.text();
        var list = "layer-sets " + wanted;
        var after = cursors.position(caller, list, page);
        @Nullable String position = after.isEmpty() ? null : after.getFirst();
        return reads.list(shop, row -> set(Columns.of(row)), LIST, shop.id(), position, wanted, page.rows())
                .map(rows -> cursors.page(caller, list, page, rows, set -> List.of(set.key())))
                .chain(found -> page.count()
                        ? reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), wanted)
                                .map(total -> found.withTotal(total.orElse(0L)))
                        : Uni.createFrom().item(found));
    }

    private static LayerSet set(Columns row) {
        var live = row.textOrNull("live_layers");
        var draft = row.textOrNull("draft_layers");
        var status = SegmentStatus.of(row.text("status"));
        return new LayerSet(
                row.text("key"),
                row.text("name"),
                row.textOrNull("description"),
                status,
                live == null ? LayerNotation.read(row.text("key"), String.valueOf(draft)) : counted(row, live),
                live == null || draft == null ? null : LayerNotation.read(row.text("key"), draft),
                live == null ? null : row.count("live_version"),
                row.flag("public"),
                Progress.of(status, row),
                row.count("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.instantOrNull("archived_at"));
    }

    private static List<Layer> counted(Columns row, String live) {
        Map<String, Long> counts = new HashMap<>();
        var told = row.textOrNull("counts");
        Arrays.stream(told == null ? new String[0] : told.split(",", -1))
                .map(each -> each.split(" ", 2))
                .forEach(each -> counts.put(each[0], Long.valueOf(each[1])));
        return LayerNotation.read(live).stream()
                .map(layer -> Layer.of(row.text("key"), layer, counts.getOrDefault(layer.key(), 0L)))
                .toList();
    }
}
