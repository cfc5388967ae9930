package io.kequn.customer;

import io.kequn.customer.CustomerReference.ById;
import io.kequn.customer.CustomerReference.ByIdentity;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.LockedCustomer;
import io.kequn.platform.database.StartOver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/// Finds and locks the customers that a command names: step 2 of the fact transaction. Identities are claimed
/// in order, then the customers are locked in order of their ids, then the mapping is read again: another
/// writer may have moved it meanwhile.
@Singleton
public class CustomerDirectory {
    /// What becomes of an identity that nobody has yet: with `CREATE` it is claimed for a customer whom
    /// `NewCustomers` then makes. An id that nobody has is missing from the answer in both cases.
    public enum Unknown {
        CREATE,
        LEAVE_OUT
    }

    private static final String CLAIM = """
        insert into customer_identity (shop_id, source, external_id, customer_id, recorded_at)
        select $1, source, external_id, customer_id,
          (select clock_timestamp() + test_offset * interval '1 microsecond' from shop_clock where shop_id = $1)
        from unnest($2::text[], $3::text[], $4::uuid[]) with ordinality
          as wanted (source, external_id, customer_id, place)
        order by place
        on conflict do nothing\
        """;
    private static final String FIND = """
        select i.source, i.external_id, i.customer_id
        from unnest($2::text[], $3::text[]) as wanted (source, external_id)
        join customer_identity i on i.shop_id = $1 and i.source = wanted.source and i.external_id = wanted.external_id\
        """;
    private static final String SURVIVORS = """
        select id, coalesce(merged_into, id) survivor from customer where shop_id = $1 and id = any($2)\
        """;

    /// The customers found and locked; `created` are those that this transaction is to make, by `NewCustomers`.
    /// What is missing from `ids` does not exist or is deleted.
    public record Found(Map<CustomerReference, UUID> ids, Set<UUID> created) {
        public Found {
            ids = Map.copyOf(ids);
            created = Set.copyOf(created);
        }
    }

    /// What a command names, as found before any customer is locked: whose the identities are, who survives for
    /// each id.
    public static final class Resolved {
        private final WantedCustomers wanted;
        private final Map<Identity, UUID> owners;
        private final Map<UUID, UUID> survivors;

        private Resolved(WantedCustomers wanted, Map<Identity, UUID> owners, Map<UUID, UUID> survivors) {
            this.wanted = wanted;
            this.owners = Map.copyOf(owners);
            this.survivors = Map.copyOf(survivors);
        }

        /// Those that get their row in this transaction, since nobody had their identity.
        private Set<UUID> created() {
            var created = new HashSet<>(owners.values());
            created.retainAll(wanted.candidates());
            return created;
        }
    }

    /// What was read after the locks, in one go with them, beside the customers.
    public record Locked<T>(Found found, T read) {}

    /// Resolves and locks. `others` are ids to lock along, such as the present owners of orders that the command
    /// touches. Refers to a merged customer by id: the survivor is meant.
    public Uni<Found> lock(
            FactSession session,
            Collection<? extends CustomerReference> references,
            Unknown unknown,
            Collection<UUID> others) {
        return resolve(session, references, unknown)
                .chain(resolved -> lock(session, resolved, others, Uni.createFrom()::nullItem))
                .map(Locked::found);
    }

    /// Finds the customers, and claims for new ones the identities that nobody has.
    public Uni<Resolved> resolve(
            FactSession session, Collection<? extends CustomerReference> references, Unknown unknown) {
        var wanted = new WantedCustomers(references);
        return Uni.combine()
                .all()
                .unis(find(session, wanted), survivors(session, wanted))
                .asTuple()
                .chain(found -> claim(session, wanted, found.getItem1(), unknown)
                        .map(owners -> new Resolved(wanted, owners, found.getItem2())));
    }

    /// Locks what was resolved, and sends `read` along, whose statements begin when the locks are held. Starts
    /// over if an identity or a customer has moved meanwhile.
    public <T> Uni<Locked<T>> lock(
            FactSession session, Resolved resolved, Collection<UUID> others, Supplier<Uni<T>> read) {
        var created = resolved.created();
        var toLock = new TreeSet<>(resolved.owners.values());
        toLock.addAll(resolved.survivors.values());
        toLock.addAll(others);
        toLock.removeAll(created);
        return Uni.combine()
                .all()
                .unis(session.lock(toLock), find(session, resolved.wanted), read.get())
                .with((locked, after, rest) -> {
                    if (!after.equals(resolved.owners)) {
                        throw new StartOver("an identity moved");
                    }
                    return new Locked<>(found(resolved, active(locked)), rest);
                });
    }

    private static Uni<Map<Identity, UUID>> find(FactSession session, WantedCustomers wanted) {
        if (wanted.identities().isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.query(FIND, session.shop().id(), wanted.sources(), wanted.externalIds())
                .map(rows -> {
                    var found = new HashMap<Identity, UUID>();
                    rows.forEach(row -> found.put(
                            new Identity(row.getString("source"), row.getString("external_id")),
                            row.getUUID("customer_id")));
                    return found;
                });
    }

    /// Most commands name customers that exist, so the claim is sent only where one was not found. Another
    /// writer may have been faster, hence the second look.
    private static Uni<Map<Identity, UUID>> claim(
            FactSession session, WantedCustomers wanted, Map<Identity, UUID> found, Unknown unknown) {
        if (unknown == Unknown.LEAVE_OUT || found.size() == wanted.identities().size()) {
            return Uni.createFrom().item(found);
        }
        var missing = wanted.without(found.keySet());
        var claim = session.query(
                CLAIM, session.shop().id(), missing.sources(), missing.externalIds(), missing.candidateArray());
        return Uni.combine().all().unis(claim, find(session, wanted)).with((claimed, owners) -> owners);
    }

    private static Uni<Map<UUID, UUID>> survivors(FactSession session, WantedCustomers wanted) {
        if (wanted.ids().isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.query(SURVIVORS, session.shop().id(), wanted.ids().toArray(UUID[]::new))
                .map(rows -> {
                    var survivors = new HashMap<UUID, UUID>();
                    rows.forEach(row -> survivors.put(row.getUUID("id"), row.getUUID("survivor")));
                    return survivors;
                });
    }

    private static Set<UUID> active(List<LockedCustomer> locked) {
        var active = new HashSet<UUID>();
        for (var customer : locked) {
            if (customer.mergedInto() != null) {
                throw new StartOver("a customer was merged");
            }
            if (customer.active()) {
                active.add(customer.id());
            }
        }
        return active;
    }

    private static Found found(Resolved resolved, Set<UUID> active) {
        var created = resolved.created();
        var ids = new HashMap<CustomerReference, UUID>();
        resolved.owners.forEach((identity, id) -> ids.put(new ByIdentity(identity), id));
        resolved.survivors.forEach((id, survivor) -> ids.put(new ById(id), survivor));
        ids.values().removeIf(id -> !active.contains(id) && !created.contains(id));
        return new Found(ids, created);
    }
}
