package io.kequn.customer;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.customer.CustomerReference.ById;
import io.kequn.customer.CustomerReference.ByIdentity;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactSession.LockedCustomer;
import io.kequn.platform.database.Facts;
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

/// Finds and locks the customers that a command names: step 2 of the fact transaction. Identities are claimed in order,
/// then the
/// customers are locked in order of their ids, then the mapping is read again: another writer may have moved it
/// meanwhile.
@Singleton
public class CustomerDirectory {
    /// What becomes of an identity that nobody has yet. An id that nobody has is missing from the answer in both cases.
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
    private static final String CREATE = """
        insert into customer (shop_id, id, recorded_at, updated_at, registered_at)
        select $1, id, $3, $3, $3 from unnest($2::uuid[]) as id\
        """;

    /// The customers found and locked; `created` are those that this transaction made. What is missing from `ids` does
    /// not exist
    /// or is deleted.
    public record Found(Map<CustomerReference, UUID> ids, Set<UUID> created) {
        public Found {
            ids = Map.copyOf(ids);
            created = Set.copyOf(created);
        }
    }

    /// Resolves and locks. `others` are ids to lock along, such as the present owners of orders that the command
    /// touches.
    /// Refers to a merged customer by id: the survivor is meant.
    public Uni<Found> lock(
            FactSession session,
            Collection<? extends CustomerReference> references,
            Unknown unknown,
            Collection<UUID> others) {
        var wanted = new Wanted(references);
        return claim(session, wanted, unknown)
                .chain(() -> find(session, wanted))
                .chain(before -> survivors(session, wanted, others)
                        .chain(survivors -> lockAndCheck(session, wanted, before, survivors)));
    }

    private static Uni<Void> claim(FactSession session, Wanted wanted, Unknown unknown) {
        if (unknown == Unknown.LEAVE_OUT || wanted.identities.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.query(CLAIM, session.shop().id(), wanted.sources(), wanted.externalIds(), wanted.candidates())
                .replaceWithVoid();
    }

    private static Uni<Map<Identity, UUID>> find(FactSession session, Wanted wanted) {
        if (wanted.identities.isEmpty()) {
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

    private static Uni<Map<UUID, UUID>> survivors(FactSession session, Wanted wanted, Collection<UUID> others) {
        var ids = new HashSet<>(wanted.ids);
        ids.addAll(others);
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.query(SURVIVORS, session.shop().id(), ids.toArray(UUID[]::new))
                .map(rows -> {
                    var survivors = new HashMap<UUID, UUID>();
                    rows.forEach(row -> survivors.put(row.getUUID("id"), row.getUUID("survivor")));
                    return survivors;
                });
    }

    private static Uni<Found> lockAndCheck(
            FactSession session, Wanted wanted, Map<Identity, UUID> before, Map<UUID, UUID> survivors) {
        var created = new HashSet<>(before.values());
        created.retainAll(Set.copyOf(List.of(wanted.candidates())));
        var toLock = new TreeSet<>(before.values());
        toLock.addAll(survivors.values());
        toLock.removeAll(created);
        return session.lock(toLock)
                .chain(locked -> find(session, wanted).map(after -> {
                    if (!after.equals(before)) {
                        throw new StartOver("an identity moved");
                    }
                    return found(wanted, after, survivors, active(locked), created);
                }))
                .call(found -> create(session, created));
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

    private static Found found(
            Wanted wanted,
            Map<Identity, UUID> identities,
            Map<UUID, UUID> survivors,
            Set<UUID> active,
            Set<UUID> created) {
        var ids = new HashMap<CustomerReference, UUID>();
        identities.forEach((identity, id) -> ids.put(new ByIdentity(identity), id));
        wanted.ids.forEach(id -> {
            var survivor = survivors.get(id);
            if (survivor != null) {
                ids.put(new ById(id), survivor);
            }
        });
        ids.values().removeIf(id -> !active.contains(id) && !created.contains(id));
        return new Found(ids, created);
    }

    private static Uni<Void> create(FactSession session, Set<UUID> created) {
        if (created.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        session.changed(created, Facts.EVERYTHING);
        return session.query(CREATE, session.shop().id(), created.toArray(UUID[]::new), session.now())
                .replaceWithVoid();
    }

    /// What a command names, each once and in order, with the id that each identity gets if nobody has it yet.
    private static final class Wanted {
        private final List<Identity> identities;
        private final Set<UUID> ids = new HashSet<>();
        private final UUID[] candidates;

        Wanted(Collection<? extends CustomerReference> references) {
            var sorted = new TreeSet<Identity>();
            for (var reference : references) {
                switch (reference) {
                    case ById(var id) -> ids.add(id);
                    case ByIdentity(var identity) -> sorted.add(identity);
                }
            }
            identities = List.copyOf(sorted);
            candidates = identities.stream()
                    .map(identity -> UuidCreator.getTimeOrderedEpochPlus1())
                    .toArray(UUID[]::new);
        }

        String[] sources() {
            return identities.stream().map(Identity::source).toArray(String[]::new);
        }

        String[] externalIds() {
            return identities.stream().map(Identity::externalId).toArray(String[]::new);
        }

        UUID[] candidates() {
            return candidates;
        }
    }
}
