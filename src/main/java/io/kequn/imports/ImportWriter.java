package io.kequn.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.customer.CustomerWriter;
import io.kequn.order.NewOrder;
import io.kequn.order.OrderBatch;
import io.kequn.order.OrderResult;
import io.kequn.order.OrderWriter;
import io.kequn.order.Outcome;
import io.kequn.order.RefundResult;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.http.JsonProblems;
import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import io.kequn.tag.CustomerTags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// Writes the rows of one step as customers or orders, in the transaction of the step. A dry run does the same
/// and takes it back.
@Singleton
class ImportWriter {
    private static final Pattern LINE = Pattern.compile("/lines/(\\d+)(?:/(.*))?");

    private final CustomerWriter customers;
    private final OrderWriter orders;
    private final ObjectMapper json;

    ImportWriter(CustomerWriter customers, OrderWriter orders, ObjectMapper json) {
        this.customers = customers;
        this.orders = orders;
        this.json = json;
    }

    /// Each group makes one thing. What is wrong goes to `faults`, what became of the rest to `tally`.
    record Batch(ImportPlan plan, List<List<Row>> groups, Faults faults, ImportTally tally) {}

    Uni<ImportTally> write(FactSession session, Batch batch) {
        if (batch.groups.isEmpty()) {
            return Uni.createFrom().item(batch.tally);
        }
        var written = batch.plan.dryRun()
                ? session.execute("savepoint dry_run")
                        .chain(() -> apply(session, batch))
                        .chain(() -> session.execute("rollback to savepoint dry_run"))
                : apply(session, batch);
        return written.replaceWith(batch.tally);
    }

    private Uni<Void> apply(FactSession session, Batch batch) {
        return switch (batch.plan.kind()) {
            case ORDERS -> writeOrders(session, batch);
            case CUSTOMERS -> writeCustomers(session, batch);
        };
    }

    private Uni<Void> writeOrders(FactSession session, Batch batch) {
        var made = batch.groups.stream()
                .flatMap(group -> assemble(batch, group).stream())
                .toList();
        var sales = made.stream().filter(one -> one.order() != null).toList();
        var refunds = made.stream().filter(one -> one.refund() != null).toList();
        if (made.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var together = new OrderBatch(
                sales.stream().map(one -> Objects.requireNonNull(one.order())).toList(),
                refunds.stream()
                        .map(one -> Objects.requireNonNull(one.refund()))
                        .toList());
        return orders.write(session, together)
                .map(answer -> answer.with(List.of()))
                .invoke(outcomes -> {
                    for (int i = 0; i < sales.size(); i++) {
                        note(batch, sales.get(i), outcomes.orders().get(i));
                    }
                    for (int i = 0; i < refunds.size(); i++) {
                        noteRefund(batch, refunds.get(i), outcomes.refunds().get(i));
                    }
                })
                .replaceWithVoid();
    }

    private Optional<OrderAssembly.Assembled> assemble(Batch batch, List<Row> group) {
        var object = group.getFirst().json();
        if (object == null) {
            return new OrderAssembly(batch.plan, batch.faults).assemble(group);
        }
        try {
            return Optional.of(new OrderAssembly.Assembled(json.treeToValue(object, NewOrder.class), null, group));
        } catch (JsonProcessingException e) {
            batch.faults.refuse(group.getFirst(), JsonProblems.of(e));
            return Optional.empty();
        }
    }

    private static void note(Batch batch, OrderAssembly.Assembled made, Outcome<OrderResult> outcome) {
        switch (outcome) {
            case Outcome.Done<OrderResult>(var done) -> {
                if (done.created()) {
                    batch.tally.created();
                } else if (done.replayed()) {
                    batch.tally.unchanged();
                } else {
                    batch.tally.updated();
                }
            }
            case Outcome.Refused<OrderResult>(var refusal) -> refuse(batch, made.rows(), refusal);
        }
    }

    private static void noteRefund(Batch batch, OrderAssembly.Assembled made, Outcome<RefundResult> outcome) {
        switch (outcome) {
            case Outcome.Done<RefundResult>(var done) -> {
                if (done.replayed()) {
                    batch.tally.unchanged();
                } else {
                    batch.tally.created();
                }
            }
            case Outcome.Refused<RefundResult>(var refusal) -> refuse(batch, made.rows(), refusal);
        }
    }

    /// An error stands at the line that it is about, where it is about one.
    private static void refuse(Batch batch, List<Row> rows, Refusal refusal) {
        rows.forEach(batch.faults::drop);
        if (refusal.errors().isEmpty()) {
            batch.faults.refuse(rows.getFirst(), refusal);
        }
        for (var error : refusal.errors()) {
            var line = LINE.matcher(error.pointer());
            boolean ofLine = rows.getFirst().json() == null && line.matches();
            int place = ofLine ? Math.min(rows.size() - 1, Integer.parseInt(line.group(1))) : 0;
            var target = ofLine ? Targets.LINE + Objects.requireNonNullElse(line.group(2), "") : "";
            batch.faults.add(rows.get(place), error, ofLine ? batch.plan.columnOf(target) : column(batch, error));
        }
    }

    private static String column(Batch batch, FieldError error) {
        return batch.plan.columnOf(Faults.column(error.pointer()));
    }

    private Uni<Void> writeCustomers(FactSession session, Batch batch) {
        return customers
                .attributeTypes(session)
                .map(types -> new CustomerAssembly(batch.plan, batch.faults, json, types))
                .map(assembly -> batch.groups.stream()
                        .flatMap(group -> assembly.assemble(group.getFirst()).stream())
                        .toList())
                .chain(read -> withTags(session, batch, read));
    }

    private Uni<Void> withTags(FactSession session, Batch batch, List<CustomerAssembly.Assembled> read) {
        var keys = new HashSet<String>();
        read.forEach(one -> keys.addAll(one.tags()));
        return CustomerTags.known(session, keys).chain(tags -> {
            var sound = read.stream().filter(one -> knowsTags(batch, one, tags)).toList();
            return sound.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : customers
                            .write(
                                    session,
                                    sound.stream()
                                            .map(CustomerAssembly.Assembled::item)
                                            .toList())
                            .chain(results -> tag(session, batch, new Written(sound, results)));
        });
    }

    private static boolean knowsTags(Batch batch, CustomerAssembly.Assembled read, Set<String> tags) {
        for (var key : read.tags()) {
            if (!tags.contains(key)) {
                batch.faults.add(
                        read.row(),
                        "reference_unknown",
                        batch.plan.columnOf(Targets.TAGS),
                        new Text("The shop has no tag `" + key + "`.", "店铺没有标签 `" + key + "`。"));
                return false;
            }
        }
        return true;
    }

    private record Written(List<CustomerAssembly.Assembled> read, List<CustomerWriter.Result> results) {}

    private Uni<Void> tag(FactSession session, Batch batch, Written written) {
        var wanted = new LinkedHashMap<UUID, List<String>>();
        for (int i = 0; i < written.read.size(); i++) {
            var customer = written.results.get(i).customer();
            var keys = written.read.get(i).tags();
            if (customer != null && !keys.isEmpty()) {
                wanted.computeIfAbsent(customer, id -> new ArrayList<>()).addAll(keys);
            }
        }
        return CustomerTags.give(session, wanted)
                .invoke(touched -> note(batch, written, touched))
                .replaceWithVoid();
    }

    private static void note(Batch batch, Written written, Set<UUID> tagged) {
        for (int i = 0; i < written.read.size(); i++) {
            var result = written.results.get(i);
            var refusal = result.refusal();
            if (refusal != null) {
                var row = written.read.get(i).row();
                batch.faults.drop(row);
                if (refusal.errors().isEmpty()) {
                    batch.faults.refuse(row, refusal);
                }
                refusal.errors().forEach(error -> batch.faults.add(row, error, column(batch, error)));
            } else if (result.created()) {
                batch.tally.created();
            } else if (result.changed() || tagged.contains(result.customer())) {
                batch.tally.updated();
            } else {
                batch.tally.unchanged();
            }
        }
    }
}
