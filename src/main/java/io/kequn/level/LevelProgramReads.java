package io.kequn.level;

import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.level.LevelProgram.DraftTerms;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads of level programs into the record that callers see.
@Singleton
class LevelProgramReads implements DefinitionFinder {
    /// `counts` are the keys of the published levels, each with the number of its customers.
    private static final String VIEW = """
        select p.key, p.name, p.description, p.standard, p.status, p.live_version, p.version, p.created_at, p.updated_at,
          p.archived_at, live.terms live_terms, draft.terms draft_terms, job.done, job.total,
          (select string_agg(l.key || ' ' || (
             select count(*) from customer_level cl
             where cl.shop_id = p.shop_id and cl.level_id = l.id and p.archived_at is null), ',')
           from level l where l.shop_id = p.shop_id and l.level_program_id = p.id and l.rank > 0) counts
        from level_program p
        left join level_program_version live
          on live.shop_id = p.shop_id and live.level_program_id = p.id and live.number = p.live_version
        left join level_program_version draft
          on draft.shop_id = p.shop_id and draft.level_program_id = p.id and draft.published_at is null
        left join job on job.shop_id = p.shop_id and job.id = p.build_id and p.status = 'building'
        where p.shop_id = $1\
        """;
    private static final String ONE = VIEW + " and p.key = $2";
    private static final String LIST = VIEW + """
         and ($2::text is null or p.key > $2)
         and ($3::text is null and p.status <> 'archived' or p.status = $3)
        order by p.key limit $4\
        """;
    private static final String BY_KEYS = VIEW + " and p.key = any($2) order by p.key";
    private static final String COUNT = """
        select count(*) n from level_program p where p.shop_id = $1
          and ($2::text is null and p.status <> 'archived' or p.status = $2)\
        """;
    private static final String ID = "select id from level_program where shop_id = $1 and key = $2";

    private final ShopReads reads;
    private final Cursors cursors;

    LevelProgramReads(ShopReads reads, Cursors cursors) {
        this.reads = reads;
        this.cursors = cursors;
    }

    @Override
    public DefinitionKind defines() {
        return DefinitionKind.LEVEL_PROGRAM;
    }

    @Override
    public Uni<Integer> idOf(Shop shop, String key) {
        return reads.find(shop, row -> row.getInteger("id"), ID, shop.id(), key)
                .map(found -> found.orElseThrow(() -> Kind.LEVEL_PROGRAM.missing(key)));
    }

    Uni<Optional<LevelProgram>> find(Shop shop, String key) {
        return reads.find(shop, row -> program(Columns.of(row)), ONE, shop.id(), key);
    }

    Uni<LevelProgram> get(Shop shop, String key) {
        return find(shop, key).map(found -> found.orElseThrow(() -> Kind.LEVEL_PROGRAM.missing(key)));
    }

    /// Those of the keys that exist.
    Uni<List<LevelProgram>> byKeys(Shop shop, List<String> keys) {
        return reads.list(shop, row -> program(Columns.of(row)), BY_KEYS, shop.id(), keys.toArray(String[]::new));
    }

    /// The program as the running definition transaction has made it.
    static Uni<LevelProgram> inside(Shop shop, String key) {
        return DefinitionTransaction.find(LevelProgramReads::program, ONE, shop.id(), key)
                .map(Optional::orElseThrow);
    }

    /// Programs in order of their keys; archived ones only if asked for.
    Uni<Page<LevelProgram>> list(Caller caller, @Nullable SegmentStatus status, PageRequest page) {
        var shop = caller.ofShop();
        @Nullable String wanted = status == null ? null : status.text();
        var list = "level-programs " + wanted;
        var after = cursors.position(caller, list, page);
        @Nullable String position = after.isEmpty() ? null : after.getFirst();
        return reads.list(shop, row -> program(Columns.of(row)), LIST, shop.id(), position, wanted, page.rows())
                .map(rows -> cursors.page(caller, list, page, rows, program -> List.of(program.key())))
                .chain(found -> page.count()
                        ? reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), wanted)
                                .map(total -> found.withTotal(total.orElse(0L)))
                        : Uni.createFrom().item(found));
    }

    private static LevelProgram program(Columns row) {
        @Nullable LevelTerms live = LevelTerms.readOrNull(row.textOrNull("live_terms"));
        @Nullable LevelTerms draft = LevelTerms.readOrNull(row.textOrNull("draft_terms"));
        var shown = Objects.requireNonNull(live == null ? draft : live);
        var status = SegmentStatus.of(row.text("status"));
        @Nullable Long done = row.numberOrNull("done");
        return new LevelProgram(
                row.text("key"),
                row.text("name"),
                row.textOrNull("description"),
                row.flag("standard"),
                status,
                live == null ? shown.levels() : counted(row, live),
                shown.upgrade(),
                shown.retention(),
                shown.downgrade(),
                shown.warnings(),
                live == null ? null : DraftTerms.of(draft),
                live == null ? null : row.count("live_version"),
                status == SegmentStatus.BUILDING && done != null ? new Progress(done, row.numberOrNull("total")) : null,
                row.count("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.instantOrNull("archived_at"));
    }

    private static List<Level> counted(Columns row, LevelTerms live) {
        Map<String, Long> counts = new HashMap<>();
        @Nullable String told = row.textOrNull("counts");
        for (var each : told == null ? new String[0] : told.split(",", -1)) {
            var pair = each.split(" ", 2);
            counts.put(pair[0], Long.valueOf(pair[1]));
        }
        return live.levels().stream()
                .map(level -> level.counted(counts.getOrDefault(level.key(), 0L)))
                .toList();
    }
}
