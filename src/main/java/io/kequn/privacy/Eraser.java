package io.kequn.privacy;

import io.kequn.customer.CustomerErasures;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Leaves nothing of a person, in the transaction of whoever asks. The log tells it by the tombstone that a deletion
/// leaves, which is all that apps and other systems need.
@Singleton
class Eraser {
    private final List<PersonTable> others;
    private final List<PersonTable> own;
    private final CustomerErasures customers;

    Eraser(@All List<PersonTables> all, CustomerErasures customers) {
        this.others = tables(all, false);
        this.own = tables(all, true);
        this.customers = customers;
    }

    private static List<PersonTable> tables(List<PersonTables> all, boolean last) {
        return all.stream()
                .filter(each -> each.last() == last)
                .flatMap(each -> each.tables().stream())
                .filter(table -> !table.erasure().isEmpty())
                .toList();
    }

    /// How many rows by table, and who had been merged into the customer.
    record Erased(Map<String, Integer> counts, List<UUID> merged) {
        Erased {
            counts = Map.copyOf(counts);
            merged = List.copyOf(merged);
        }
    }

    /// Erases the locked customer and whoever was merged into it. The customer's own row comes last: until then the
    /// deletion needs it.
    Uni<Erased> erase(FactSession session, UUID customer) {
        return CustomerErasures.person(session, customer).chain(ids -> {
            var counts = new TreeMap<String, Integer>();
            return erase(session, others, ids, counts)
                    .chain(() -> erase(session, own.subList(0, own.size() - 1), ids, counts))
                    .chain(() -> customers.delete(session, customer))
                    .chain(() -> erase(session, own, ids, counts))
                    .map(done -> new Erased(
                            counts,
                            ids.stream().filter(id -> !id.equals(customer)).toList()));
        });
    }

    private static Uni<Void> erase(
            FactSession session, List<PersonTable> tables, List<UUID> ids, Map<String, Integer> counts) {
        var persons = ids.toArray(UUID[]::new);
        return Multi.createFrom()
                .iterable(tables)
                .onItem()
                .transformToUniAndConcatenate(
                        table -> session.query(table.erasure(), session.shop().id(), persons)
                                .invoke(rows -> counts.merge(table.name(), rows.rowCount(), Integer::sum)))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
