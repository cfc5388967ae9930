package io.kequn.customer;

import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.customer.CustomerReference.ByIdentity;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Creates and changes many customers inside a fact transaction that someone else has opened, with the same few
/// statements however many there are.
@Singleton
public class CustomerWriter {
    private final CustomerDirectory directory;
    private final AttributeStore store;

    CustomerWriter(CustomerDirectory directory, AttributeStore store) {
        this.directory = directory;
        this.store = store;
    }

    /// What is said about the customer with this identity, as far as it can be checked before the transaction:
    /// a change, or why there is none.
    public record Item(
            Identity identity,
            @Nullable ProfileChange change,
            @Nullable Refusal refusal) {

        /// Reads what was sent. Takes no look at the database, so that it may be done on any thread.
        public static Item read(Shop shop, Identity identity, Patch<CustomerFields> fields) {
            try {
                var inputs = new Inputs();
                var change = ProfileReader.read(inputs, shop, fields);
                inputs.check();
                return new Item(identity, change, null);
            } catch (Refusal refusal) {
                return new Item(identity, null, refusal);
            }
        }
    }

    /// What became of one item: refused, or the customer and whether it was created or changed. Where a batch
    /// names a customer twice, only its first item creates.
    public record Result(
            @Nullable UUID customer,
            boolean created,
            boolean changed,
            @Nullable Refusal refusal) {
        static Result refused(Refusal refusal) {
            return new Result(null, false, false, refusal);
        }
    }

    /// The types of the shop's own attributes, by key.
    public Uni<Map<String, AttributeType>> attributeTypes(FactSession session) {
        return AttributeStore.byKey(session).map(attributes -> types(attributes.values()));
    }

    /// The same outside a transaction.
    public Uni<Map<String, AttributeType>> attributeTypes(Shop shop) {
        return store.all(shop).map(CustomerWriter::types);
    }

    private static Map<String, AttributeType> types(Collection<Attribute> attributes) {
        return attributes.stream().collect(Collectors.toMap(Attribute::key, Attribute::type));
    }

    /// Writes the items in their order and answers a result for each. An identity that nobody has makes a
    /// customer; a refused item leaves no trace. Nobody may have locked a customer in this transaction before.
    public Uni<List<Result>> write(FactSession session, List<Item> items) {
        return AttributeStore.byKey(session)
                .map(attributes -> new CustomerBatch(session, items, attributes))
                .chain(batch -> write(session, batch));
    }

    private Uni<List<Result>> write(FactSession session, CustomerBatch batch) {
        return FreshIdentities.claim(session, batch.identities())
                .chain(claimed -> lock(session, batch.identities(), claimed))
                .chain(customers -> ProfileWriter.rows(session, customers.ids(), customers.created())
                        .map(rows -> batch.apply(rows, customers)))
                .invoke(rows -> ProfileWriter.save(session, rows))
                .map(rows -> batch.results());
    }

    /// Whose the identities are; `created` are those whom this transaction makes.
    record Customers(Map<Identity, UUID> byIdentity, Set<UUID> created) {
        Set<UUID> ids() {
            return new TreeSet<>(byIdentity.values());
        }
    }

    /// Locks those who have their identity already; nobody else can see the others yet.
    private Uni<Customers> lock(FactSession session, Collection<Identity> identities, Map<Identity, UUID> claimed) {
        var created = Set.copyOf(claimed.values());
        var known = identities.stream()
                .filter(identity -> !claimed.containsKey(identity))
                .map(ByIdentity::new)
                .toList();
        if (known.isEmpty()) {
            return session.readInstant().map(at -> new Customers(claimed, created));
        }
        return directory.lock(session, known, Unknown.LEAVE_OUT, Set.of()).map(found -> {
            var all = new HashMap<>(claimed);
            known.forEach(named -> {
                var id = found.ids().get(named);
                if (id != null) {
                    all.put(named.identity(), id);
                }
            });
            return new Customers(all, created);
        });
    }
}
