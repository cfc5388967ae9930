package io.kequn.platform.database;

import io.kequn.crypto.Keys;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One running fact transaction: its statements, its locks, its instant, and what it has changed so far.
public final class FactSession extends FactStatements {
    private static final String LOCK_CUSTOMERS = """
        select id, state, merged_into, updated_at from customer
        where shop_id = $1 and id = any($2) order by id for no key update\
        """;
    private static final String LOCK_ACTIVE = """
        select id, updated_at from customer
        where shop_id = $1 and id = any($2) and state = 0 order by id for no key update\
        """;

    /// Never a replica's clock, and never older than what the shop's clock has already evaluated.
    private static final String INSTANT = """
        select greatest(clock_timestamp() + test_offset * interval '1 microsecond', evaluated_until) at
        from shop_clock where shop_id = $1\
        """;

    private final Keys keys;
    private final Caller caller;
    private final Shop shop;
    private final String reason;
    private final Set<String> facts = new HashSet<>();
    private final Set<UUID> customers = new HashSet<>();
    private final List<MembershipChange> moved = new ArrayList<>();
    private @Nullable Instant begunAt;
    private @Nullable Instant at;
    private @Nullable Object prepared;
    private long revision;
    private boolean logged;

    FactSession(SqlConnection connection, Keys keys, Caller caller, Shop shop, String reason) {
        super(connection);
        this.keys = keys;
        this.caller = caller;
        this.shop = shop;
        this.reason = reason;
    }

    public Shop shop() {
        return shop;
    }

    /// Seals what is personal before it is written.
    public Keys keys() {
        return keys;
    }

    public Caller caller() {
        return caller;
    }

    /// Why memberships change in this transaction, as the change log says it: `data`, `definition`, `time`,
    /// `import` …
    public String reason() {
        return reason;
    }

    /// The request that causes the changes.
    public String cause() {
        return caller.requestId();
    }

    /// Locks the customers in the order of their ids and then reads the transaction's instant. Rows that do not
    /// exist are not in the answer. Everything that depends on the locks is a later statement.
    public Uni<List<LockedCustomer>> lock(Collection<UUID> ids) {
        var sorted = new TreeSet<>(ids).toArray(UUID[]::new);
        return Uni.combine()
                .all()
                .unis(query(LOCK_CUSTOMERS, shop.id(), sorted), readInstant())
                .with((rows, instant) -> after(rows, LockedCustomer::of));
    }

    /// The same for the active ones among the customers only, whose ids it gives in order: a merge writes rows
    /// merged before, which it has not locked in order.
    public Uni<List<UUID>> lockActive(Collection<UUID> ids) {
        var sorted = new TreeSet<>(ids).toArray(UUID[]::new);
        return Uni.combine()
                .all()
                .unis(query(LOCK_ACTIVE, shop.id(), sorted), readInstant())
                .with((rows, instant) -> after(rows, row -> row.getUUID("id")));
    }

    private <T> List<T> after(RowSet<Row> locked, Function<Row, T> map) {
        locked.forEach(row -> notBefore(row.getOffsetDateTime("updated_at").toInstant()));
        return Sql.list(locked, map);
    }

    /// Reads the instant of the transaction; for work that locks its customers by a statement of its own, after
    /// that.
    public Uni<Instant> readInstant() {
        return query(INSTANT, shop.id())
                .map(rows -> rows.iterator().next().getOffsetDateTime("at").toInstant())
                .invoke(instant -> at = instant);
    }

    /// The shop's instant when the transaction began, before its locks: only to refuse what lies in the future.
    public Instant begunAt() {
        return Objects.requireNonNull(begunAt);
    }

    /// The revision of the shop's definitions, which stays as it is while the transaction runs: what a feature
    /// keeps in memory of them is right as long as it is of this one.
    public long revision() {
        return revision;
    }

    void begun(Instant instant, long ofRevision) {
        begunAt = instant;
        revision = ofRevision;
    }

    /// The shop's instant of this transaction, read after the locks; an error of ours before that.
    public Instant at() {
        if (at == null) {
            throw new IllegalStateException("the instant is read after the locks");
        }
        return at;
    }

    /// Puts the instant of this transaction off to that of an earlier one whose rows it has locked: so the
    /// times of what happens to one customer keep its order, where the database's clock was set back in
    /// between.
    public void notBefore(Instant earlier) {
        if (at().isBefore(earlier)) {
            at = earlier;
        }
    }

    /// The same instant in the type that statements bind.
    public OffsetDateTime now() {
        return at().atOffset(ZoneOffset.UTC);
    }

    /// Keeps what the evaluator has made ready, so that it uses the same until the transaction ends.
    public void prepared(Object rules) {
        prepared = rules;
    }

    /// What the evaluator has made ready for this transaction.
    public <T> T prepared(Class<T> type) {
        return type.cast(Objects.requireNonNull(prepared));
    }

    /// Tells what this transaction has written, for the evaluation that follows.
    public void changed(Collection<UUID> ofCustomers, String... changedFacts) {
        changed(ofCustomers, List.of(changedFacts));
    }

    public void changed(Collection<UUID> ofCustomers, Collection<String> changedFacts) {
        if (!ofCustomers.isEmpty()) {
            customers.addAll(ofCustomers);
            facts.addAll(changedFacts);
        }
    }

    /// Tells which memberships this transaction has changed itself, beside what the evaluation will change:
    /// whoever is deleted or merged into another leaves all segments. The answer lists them.
    public void moved(Collection<MembershipChange> changes) {
        moved.addAll(changes);
    }

    List<MembershipChange> moved() {
        return List.copyOf(moved);
    }

    /// Tells that this transaction has appended to the change log.
    public void logged() {
        logged = true;
    }

    boolean hasLogged() {
        return logged;
    }

    Set<String> changedFacts() {
        return facts;
    }

    List<UUID> changedCustomers() {
        return List.copyOf(new TreeSet<>(customers));
    }
}
