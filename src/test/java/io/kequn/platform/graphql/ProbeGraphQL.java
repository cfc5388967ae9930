package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.KEY_TAKEN;
import static io.kequn.platform.problem.ErrorCode.SCOPE_MISSING;
import static io.kequn.platform.problem.ErrorCode.TAG_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.platform.access.Caller;
import io.kequn.platform.page.Page;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Fields for the tests of the route, in the shapes that features have. Their names begin with `probe`, by which the
/// test of the committed schema leaves them out.
@GraphQLApi
public class ProbeGraphQL {
    static final AtomicInteger BATCHES = new AtomicInteger();

    private final Pool pool;

    ProbeGraphQL(Pool pool) {
        this.pool = pool;
    }

    public record Probe(
            int number,
            UUID uuid,
            Instant at,
            LocalDate day,
            BigDecimal amount,
            ProbeKind kind,
            @Nullable String note) implements Node {
        @Override
        public String nodeKey() {
            return Integer.toString(number);
        }

        static Probe of(Row row) {
            return of(row.getInteger("n"));
        }

        static Probe of(int n) {
            return new Probe(
                    n,
                    new UUID(0, n),
                    Instant.EPOCH.plusSeconds(n),
                    LocalDate.EPOCH.plusDays(n),
                    new BigDecimal("1.50"),
                    ProbeKind.EVEN,
                    null);
        }
    }

    public enum ProbeKind {
        EVEN,
        ODD
    }

    public record ProbeEdge(String cursor, Probe node) {}

    public record ProbeConnection(List<ProbeEdge> edges, PageInfo pageInfo) {
        public List<Probe> getNodes() {
            return Connections.nodes(edges, ProbeEdge::node);
        }
    }

    public record NewProbe(String name, @Nullable List<String> notes) {}

    public record ProbeCreatePayload(@Nullable Probe probe, List<UserError> userErrors) {}

    @Query
    public Uni<List<Probe>> probes(@DefaultValue("10") int count) {
        return numbers("select n from generate_series(1, $1) n order by n", count);
    }

    @Query
    public Uni<ProbeConnection> probeConnection(@Nullable Integer first, @Nullable String after) {
        int size = first == null ? 50 : first;
        return numbers("select n from generate_series(1, $1) n order by n", size)
                .map(probes -> new Page<>(probes, new Page.Next("more", null), probe -> "c" + probe.number()))
                .map(page -> Connections.of(page, ProbeEdge::new, ProbeConnection::new));
    }

    @Query
    public Uni<String> probeCaller() {
        return numbers("select n from generate_series(1, $1) n", 1)
                .map(probes -> Caller.current().requestId());
    }

    @Query
    public Uni<String> probeRefused() {
        throw TAG_NOT_FOUND.because("No tag has the key `x`.", "没有键为 `x` 的标签。");
    }

    @Query
    public Uni<String> probeRefusedLate() {
        return numbers("select n from generate_series(1, $1) n", 1)
                .map(probes -> Caller.administrator().principal())
                .chain(name -> Uni.createFrom().failure(SCOPE_MISSING.because("No.", "不。")));
    }

    @Query
    public Uni<String> probeBroken() {
        return Uni.createFrom().failure(new IllegalStateException("secret text"));
    }

    @Query
    public Uni<String> probeBadSql() {
        return pool.query("select secret_column").execute().map(rows -> "never");
    }

    @Query
    @NonBlocking
    public String probeThread() {
        return Thread.currentThread().getName();
    }

    public Uni<List<Integer>> square(@Source List<Probe> page) {
        BATCHES.incrementAndGet();
        return computed("select n * n as n from unnest($1::int[]) with ordinality u(n, o) order by o", page);
    }

    public Uni<List<Integer>> times(@Source List<Probe> page, int factor) {
        BATCHES.incrementAndGet();
        return computed(
                "select " + factor + " * n as n from unnest($1::int[]) with ordinality u(n, o) order by o", page);
    }

    public Uni<List<List<Probe>>> below(@Source List<Probe> page) {
        BATCHES.incrementAndGet();
        return computed("select n from unnest($1::int[]) with ordinality u(n, o) order by o", page)
                .map(numbers -> numbers.stream().map(ProbeGraphQL::twoBelow).toList());
    }

    public Uni<List<String>> asker(@Source List<Probe> page) {
        return computed("select n from unnest($1::int[]) with ordinality u(n, o) order by o", page)
                .map(numbers -> numbers.stream()
                        .map(number -> Caller.current().requestId())
                        .toList());
    }

    @Mutation
    public Uni<ProbeCreatePayload> probeCreate(NewProbe input) {
        return Payload.of(() -> create(input), ProbeCreatePayload::new);
    }

    private Uni<Probe> create(NewProbe input) {
        return switch (input.name()) {
            case "taken" -> Uni.createFrom().failure(KEY_TAKEN.because("Taken.", "已被占用。"));
            case "wrong" -> throw VALUE_INVALID.at("/notes/0", "Wrong.", "错误。");
            case "forbidden" -> throw SCOPE_MISSING.because("No.", "不。");
            case "broken" -> throw new IllegalStateException("secret text");
            default -> Uni.createFrom().item(Probe.of(input.name().length()));
        };
    }

    private static List<Probe> twoBelow(int number) {
        return List.of(Probe.of(number - 1), Probe.of(number - 2));
    }

    private Uni<List<Probe>> numbers(String sql, int count) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(count))
                .map(rows -> list(rows).stream().map(Probe::of).toList());
    }

    private Uni<List<Integer>> computed(String sql, List<Probe> page) {
        var numbers = page.stream().map(Probe::number).toArray(Integer[]::new);
        return pool.preparedQuery(sql)
                .execute(Tuple.of(numbers))
                .map(rows -> list(rows).stream().map(row -> row.getInteger("n")).toList());
    }

    private static List<Row> list(RowSet<Row> rows) {
        var list = new ArrayList<Row>();
        rows.forEach(list::add);
        return list;
    }
}
