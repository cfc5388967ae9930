package io.kequn.customer;

import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.customer.CustomerReference.ByIdentity;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Creates and changes many customers inside a fact transaction that someone else has opened, with the same few
/// statements however many there are.
@Singleton
public class CustomerWriter {
    private final CustomerDirectory directory;

    CustomerWriter(CustomerDirectory directory) {
        this.directory = directory;
    }

    /// What is said about the customer with this identity.
    public record Item(Identity identity, Patch<CustomerFields> fields) {}

    /// What became of one item: refused, or the customer and whether it was created or changed. Where a batch names a
    /// customer twice, only its first item creates.
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
        return AttributeStore.byKey(session)
                .map(attributes -> attributes.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().type())));
    }

    /// Writes the items in their order and answers a result for each. An identity that nobody has makes a customer; a
    /// refused item leaves no trace. Nobody may have locked a customer in this transaction before.
    public Uni<List<Result>> write(FactSession session, List<Item> items) {
        return session.readInstant()
                .chain(() -> AttributeStore.byKey(session))
                .chain(attributes -> write(session, new Batch(session, items, attributes)));
    }

    private Uni<List<Result>> write(FactSession session, Batch batch) {
        return directory
                .lock(session, batch.references(), Unknown.CREATE, Set.of())
                .chain(found -> ProfileStore.load(session, batch.customers(found))
                        .invoke(rows -> batch.apply(found, rows))
                        .chain(() -> ProfileWriter.save(session, batch.rows(), found.created())))
                .map(saved -> batch.results());
    }

    /// The items of one call on their way.
    private static final class Batch {
        private final FactSession session;
        private final List<Item> items;
        private final Map<String, Attribute> attributes;
        private final List<@Nullable ProfileChange> changes = new ArrayList<>();
        private final List<@Nullable Result> results = new ArrayList<>();
        private List<CustomerRow> rows = List.of();

        Batch(FactSession session, List<Item> items, Map<String, Attribute> attributes) {
            this.session = session;
            this.items = items;
            this.attributes = attributes;
            items.forEach(this::check);
        }

        /// Before anything is created, so that a refused item makes no customer.
        private void check(Item item) {
            try {
                var inputs = new Inputs();
                var change = ProfileReader.read(inputs, session.shop(), item.fields());
                inputs.check();
                ProfileChecks.check(
                        change, attributes, session.at(), session.shop().zone());
                changes.add(change);
                results.add(null);
            } catch (Refusal refusal) {
                changes.add(null);
                results.add(Result.refused(refusal));
            }
        }

        List<ByIdentity> references() {
            var references = new ArrayList<ByIdentity>();
            for (int i = 0; i < items.size(); i++) {
                if (changes.get(i) != null) {
                    references.add(new ByIdentity(items.get(i).identity()));
                }
            }
            return references;
        }

        Set<UUID> customers(CustomerDirectory.Found found) {
            return Set.copyOf(found.ids().values());
        }

        void apply(CustomerDirectory.Found found, List<CustomerRow> loaded) {
            rows = loaded;
            var byId = new HashMap<UUID, CustomerRow>();
            loaded.forEach(row -> byId.put(row.id(), row));
            found.created().stream().map(byId::get).forEach(row -> {
                if (row != null) {
                    row.markFresh();
                }
            });
            var seen = new HashSet<UUID>();
            for (int i = 0; i < items.size(); i++) {
                var change = changes.get(i);
                var id = found.ids().get(new ByIdentity(items.get(i).identity()));
                var row = id == null ? null : byId.get(id);
                if (change == null) {
                    continue;
                }
                if (id == null || row == null) {
                    results.set(
                            i,
                            Result.refused(CustomerReads.unknown(
                                    items.get(i).identity().toString())));
                    continue;
                }
                int before = row.changes();
                row.apply(change, attributes, session.at(), session.shop().zone());
                boolean created = found.created().contains(id) && seen.add(id);
                results.set(i, new Result(id, created, row.changes() > before, null));
            }
        }

        List<CustomerRow> rows() {
            return rows;
        }

        List<Result> results() {
            return results.stream()
                    .map(result -> java.util.Objects.requireNonNull(result))
                    .toList();
        }
    }
}
