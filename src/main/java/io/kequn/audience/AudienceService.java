package io.kequn.audience;

import static io.kequn.platform.problem.ErrorCode.EXPORT_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.SEGMENT_NOT_FOUND;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Makes exports of audiences and lists them.
@Singleton
public class AudienceService {
    private static final String LIST = "exports";
    private static final String INSERT = """
        insert into audience_export (shop_id, id, segment_id, segment, purpose, channel, columns, hashing, members,
          exported, denied, pending, unknown, unreachable, created_by, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
          clock_timestamp() + $16::bigint * interval '1 millisecond')
        returning *\
        """;

    private final FactTransaction facts;
    private final AudienceStore store;
    private final AudienceSettings settings;
    private final Cursors cursors;

    AudienceService(FactTransaction facts, AudienceStore store, AudienceSettings settings, Cursors cursors) {
        this.facts = facts;
        this.store = store;
        this.settings = settings;
        this.cursors = cursors;
    }

    /// One that may be made, and how many it is of.
    private record Wanted(
            int segmentId, String segment, AudienceSpec spec, List<String> columns, AudienceStore.Count count) {}

    /// Makes an export. Refuses with `segment_not_found`.
    public Uni<AudienceExport> create(String segment, AudienceSpec spec) {
        var caller = Caller.with(Scope.EXPORTS_WRITE);
        var shop = caller.ofShop();
        var inputs = new Inputs();
        inputs.given("/purpose", spec.purpose());
        inputs.given("/channel", spec.channel());
        inputs.check();
        var columns = AudienceColumns.read(inputs, spec);
        inputs.check();
        var command = new Command<>(caller, "segments/" + segment + "/exports", spec, AudienceExport.class);
        return store.segment(shop, segment)
                .map(found -> found.orElseThrow(() -> noSegment(segment)))
                .chain(id -> store.count(shop, id, spec).map(count -> new Wanted(id, segment, spec, columns, count)))
                .chain(wanted ->
                        facts.write(command, session -> insert(session, wanted).map(made -> changes -> made)));
    }

    private Uni<AudienceExport> insert(FactSession session, Wanted wanted) {
        var spec = wanted.spec();
        var withheld = wanted.count().withheld();
        return session.query(
                        INSERT,
                        session.shop().id(),
                        UuidCreator.getTimeOrderedEpochPlus1(),
                        wanted.segmentId(),
                        wanted.segment(),
                        spec.purpose().text(),
                        spec.channel().text(),
                        wanted.columns().toArray(String[]::new),
                        spec.hashing() == null ? null : spec.hashing().text(),
                        wanted.count().members(),
                        wanted.count().exported(),
                        withheld.denied(),
                        withheld.pending(),
                        withheld.unknown(),
                        withheld.unreachable(),
                        session.caller().principal(),
                        settings.lifetime().toMillis())
                .map(rows -> AudienceStore.export(rows.iterator().next()));
    }

    /// Refuses with `export_not_found`.
    public Uni<AudienceExport> get(String id) {
        var shop = Caller.with(Scope.EXPORTS_READ).ofShop();
        return known(shop, id);
    }

    Uni<Optional<AudienceExport>> find(String id) {
        var shop = Caller.with(Scope.EXPORTS_READ).ofShop();
        return store.find(shop, id(id));
    }

    Uni<AudienceExport> known(Shop shop, String id) {
        return store.find(shop, id(id)).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    /// The newest first.
    public Uni<Page<AudienceExport>> list(PageRequest request) {
        var caller = Caller.with(Scope.EXPORTS_READ);
        var position = cursors.position(caller, LIST, request);
        var before = position.isEmpty() ? null : UUID.fromString(position.getFirst());
        return store.list(caller.ofShop(), before, request.rows())
                .map(rows -> cursors.page(
                        caller,
                        LIST,
                        request,
                        rows,
                        export -> List.of(export.id().toString())));
    }

    static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> unknown(text.length() > 40 ? "…" : text));
    }

    private static Refusal unknown(String id) {
        return EXPORT_NOT_FOUND.because("There is no export `" + id + "`.", "没有导出 `" + id + "`。");
    }

    private static Refusal noSegment(String key) {
        var shown = key.length() > 63 ? "…" : key;
        return SEGMENT_NOT_FOUND.because("There is no segment `" + shown + "`.", "客群 `" + shown + "` 不存在。");
    }
}
