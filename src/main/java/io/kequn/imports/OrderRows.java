package io.kequn.imports;

import io.kequn.imports.OrderAssembly.Assembled;
import io.kequn.order.OrderBatch;
import io.kequn.order.OrderResult;
import io.kequn.order.OrderWriter;
import io.kequn.order.RefundResult;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Outcome;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Writes rows that are orders, and tells what became of each.
@Singleton
class OrderRows {
    private static final Pattern LINE = Pattern.compile("/lines/(\\d+)(?:/(.*))?");

    private final OrderWriter orders;

    OrderRows(OrderWriter orders) {
        this.orders = orders;
    }

    Uni<Void> write(FactSession session, Portion.Orders made, ImportWriter.Outcome outcome) {
        return made.sales().isEmpty() && made.refunds().isEmpty()
                ? Uni.createFrom().voidItem()
                : (outcome.plan().earnPoints()
                                ? orders.write(session, made.batch())
                                : orders.takeOver(session, made.batch()))
                        .map(answer -> answer.with(List.of()))
                        .invoke(outcomes -> note(made, outcomes, outcome))
                        .replaceWithVoid();
    }

    private static void note(Portion.Orders made, OrderBatch.Outcomes outcomes, ImportWriter.Outcome outcome) {
        for (int i = 0; i < made.sales().size(); i++) {
            note(made.sales().get(i), outcomes.orders().get(i), outcome);
        }
        for (int i = 0; i < made.refunds().size(); i++) {
            noteRefund(made.refunds().get(i), outcomes.refunds().get(i), outcome);
        }
    }

    private static void note(Assembled made, Outcome<OrderResult> result, ImportWriter.Outcome outcome) {
        switch (result) {
            case Outcome.Done<OrderResult>(var done) -> {
                if (done.created()) {
                    outcome.tally().created();
                } else if (done.replayed()) {
                    outcome.tally().unchanged();
                } else {
                    outcome.tally().updated();
                }
            }
            case Outcome.Refused<OrderResult>(var refusal) -> refuse(made.rows(), refusal, outcome);
        }
    }

    private static void noteRefund(Assembled made, Outcome<RefundResult> result, ImportWriter.Outcome outcome) {
        switch (result) {
            case Outcome.Done<RefundResult>(var done) -> {
                if (done.replayed()) {
                    outcome.tally().unchanged();
                } else {
                    outcome.tally().created();
                }
            }
            case Outcome.Refused<RefundResult>(var refusal) -> refuse(made.rows(), refusal, outcome);
        }
    }

    private static void refuse(List<Row> rows, Refusal refusal, ImportWriter.Outcome outcome) {
        rows.forEach(outcome.faults()::drop);
        if (refusal.errors().isEmpty()) {
            outcome.faults().refuse(rows.getFirst(), refusal);
        }
        refusal.errors().forEach(error -> refuse(rows, error, outcome));
    }

    /// An error stands at the line that it is about, where it is about one.
    private static void refuse(List<Row> rows, FieldError error, ImportWriter.Outcome outcome) {
        var line = LINE.matcher(error.pointer());
        if (rows.getFirst().json() != null || !line.matches()) {
            outcome.faults().add(rows.getFirst(), error, outcome.column(error.pointer()));
            return;
        }
        var row = rows.get(Math.min(rows.size() - 1, Integer.parseInt(line.group(1))));
        var target = Targets.LINE + Objects.requireNonNullElse(line.group(2), "");
        outcome.faults().add(row, error, outcome.plan().columnOf(target));
    }
}
