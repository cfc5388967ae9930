package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.CustomerReference.ById;
import io.kequn.feed.Change;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.LockedCustomer;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What erasing a person means for the customer's own row.
@Singleton
public class CustomerErasures {
    private static final String MARK = """
        update customer set erase_at = $3, version = version + 1, updated_at = $4 where shop_id = $1 and id = $2\
        """;
    private static final String WAITING = """
        select id from customer where shop_id = $1 and id = any($2) and erase_at is not null order by id limit 1\
        """;
    private static final String PERSON = """
        select id from customer where shop_id = $1 and (id = $2 or merged_into = $2) order by id\
        """;

    private final CustomerResolver customers;
    private final CustomerDeletions deletions;

    CustomerErasures(CustomerResolver customers, CustomerDeletions deletions) {
        this.customers = customers;
        this.deletions = deletions;
    }

    /// Finds and locks the customer, also one that was deleted, by its id. Refuses with `customer_not_found`.
    public Uni<UUID> lock(FactSession session, String reference) {
        return CustomerReference.parse(reference)
                .filter(ById.class::isInstance)
                .map(named -> lock(session, ((ById) named).id(), reference))
                .orElseGet(() -> customers.lock(session, reference));
    }

    private Uni<UUID> lock(FactSession session, UUID id, String reference) {
        return session.lock(List.of(id)).chain(locked -> {
            var deleted = locked.stream().anyMatch(one -> !one.active() && one.mergedInto() == null);
            return deleted ? Uni.createFrom().item(id) : customers.lock(session, reference);
        });
    }

    /// The customer's id and those of all who were merged into it.
    public static Uni<List<UUID>> person(FactSession session, UUID customer) {
        return session.query(PERSON, session.shop().id(), customer)
                .map(rows -> Sql.list(rows, row -> row.getUUID("id")));
    }

    /// Says on the locked customer when it will be erased; null for never.
    public Uni<Void> mark(FactSession session, UUID customer, @Nullable Instant at) {
        var detail = new JsonObject().put("changed", new JsonArray().add("erasureDueAt"));
        ChangeLog.append(session, List.of(Change.profile(customer, Change.Operation.UPDATED, detail)));
        return session.query(
                        MARK,
                        session.shop().id(),
                        customer,
                        at == null ? null : at.atOffset(ZoneOffset.UTC),
                        session.now())
                .replaceWithVoid();
    }

    /// Deletes the locked customer unless it was deleted before; the log tells it once.
    public Uni<Void> delete(FactSession session, UUID customer) {
        return session.lock(List.of(customer))
                .chain(locked -> locked.stream().anyMatch(LockedCustomer::active)
                        ? deletions.remove(session, customer)
                        : Uni.createFrom().voidItem());
    }

    /// Who waits to be erased is merged with nobody: too much would go, or too little.
    static Uni<Void> refuseWaiting(FactSession session, Collection<UUID> ids) {
        return session.query(WAITING, session.shop().id(), ids.toArray(UUID[]::new))
                .invoke(rows -> {
                    if (rows.size() > 0) {
                        throw STATE_CONFLICT.because(
                                "One of the two is about to be erased; cancel that first.", "其中一位客户即将被清除；请先取消清除。");
                    }
                })
                .replaceWithVoid();
    }
}
