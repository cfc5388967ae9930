package io.kequn.imports;

import io.kequn.customer.CustomerWriter;
import io.kequn.imports.CustomerAssembly.Assembled;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import io.kequn.tag.CustomerTags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Writes rows that are customers with their tags, and tells what became of each.
@Singleton
class CustomerRows {
    private final CustomerWriter customers;

    CustomerRows(CustomerWriter customers) {
        this.customers = customers;
    }

    Uni<Void> write(FactSession session, List<Assembled> read, ImportWriter.Outcome outcome) {
        var keys = new HashSet<String>();
        read.forEach(one -> keys.addAll(one.tags()));
        return CustomerTags.find(session, keys)
                .chain(tags -> write(
                        session,
                        read.stream()
                                .filter(one -> knowsTags(one, tags, outcome))
                                .toList(),
                        tags,
                        outcome));
    }

    private static boolean knowsTags(Assembled read, CustomerTags tags, ImportWriter.Outcome outcome) {
        for (var key : read.tags()) {
            if (!tags.contains(key)) {
                outcome.faults()
                        .add(
                                read.row(),
                                "reference_unknown",
                                outcome.plan().columnOf(Targets.TAGS),
                                new Text(
                                        "The shop has no tag `" + key
                                                + "`; make it at `/v1/tags`, then send the row again.",
                                        "店铺没有标签 `" + key + "`，请先在 `/v1/tags` 创建，再重新导入该行。"));
                return false;
            }
        }
        return true;
    }

    private Uni<Void> write(
            FactSession session, List<Assembled> sound, CustomerTags tags, ImportWriter.Outcome outcome) {
        if (sound.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var items = sound.stream().map(Assembled::item).toList();
        return customers
                .write(session, items)
                .chain(results ->
                        tag(session, sound, results, tags).invoke(tagged -> note(sound, results, tagged, outcome)))
                .replaceWithVoid();
    }

    private static Uni<Set<UUID>> tag(
            FactSession session, List<Assembled> read, List<CustomerWriter.Result> results, CustomerTags tags) {
        var wanted = new LinkedHashMap<UUID, List<String>>();
        var created = new HashSet<UUID>();
        for (int i = 0; i < read.size(); i++) {
            var result = results.get(i);
            var customer = result.customer();
            var keys = read.get(i).tags();
            if (customer == null) {
                continue;
            }
            if (result.created()) {
                created.add(customer);
            }
            if (!keys.isEmpty()) {
                wanted.computeIfAbsent(customer, id -> new ArrayList<>()).addAll(keys);
            }
        }
        return tags.give(session, wanted, created);
    }

    private static void note(
            List<Assembled> read, List<CustomerWriter.Result> results, Set<UUID> tagged, ImportWriter.Outcome outcome) {
        for (int i = 0; i < read.size(); i++) {
            var result = results.get(i);
            var refusal = result.refusal();
            if (refusal != null) {
                refuse(read.get(i).row(), refusal, outcome);
            } else if (result.created()) {
                outcome.tally().created();
            } else if (result.changed() || tagged.contains(result.customer())) {
                outcome.tally().updated();
            } else {
                outcome.tally().unchanged();
            }
        }
    }

    private static void refuse(Row row, Refusal refusal, ImportWriter.Outcome outcome) {
        outcome.faults().drop(row);
        if (refusal.errors().isEmpty()) {
            outcome.faults().refuse(row, refusal);
        }
        refusal.errors().forEach(error -> outcome.faults().add(row, error, column(row, error.pointer(), outcome)));
    }

    private static String column(Row row, String pointer, ImportWriter.Outcome outcome) {
        return ConsentCells.target(row, pointer).map(outcome.plan()::columnOf).orElseGet(() -> outcome.column(pointer));
    }
}
