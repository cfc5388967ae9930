package io.kequn.imports;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/// Writes one portion of an import, in the transaction of its step, with how far the import has come and what is
/// wrong with the rows. A dry run does the same and takes it back.
@Singleton
class ImportWriter {
    /// Where the tables have grown by much, their plans are made anew.
    private static final String REFRESH_STATISTICS = "select refresh_statistics()";

    private final CustomerRows customers;
    private final OrderRows orders;
    private final ImportSettings settings;

    ImportWriter(CustomerRows customers, OrderRows orders, ImportSettings settings) {
        this.customers = customers;
        this.orders = orders;
        this.settings = settings;
    }

    /// What becomes of the rows of one try: the transaction may begin again.
    record Outcome(ImportPlan plan, Faults faults, ImportTally tally) {
        /// An error stands at the row that it is about, under the name of its column.
        String column(String pointer) {
            return plan.columnOf(Targets.ofField(Faults.column(pointer)));
        }
    }

    Uni<Step> write(FactSession session, ImportFile file, Place place, Portion portion) {
        session.send(REFRESH_STATISTICS);
        var outcome = new Outcome(file.plan(), portion.faults().copy(), ImportTally.read(place.state()));
        return content(session, file, portion.content(), outcome)
                .invoke(() -> keepErrors(session, file, outcome))
                .replaceWith(() -> step(place, portion, outcome));
    }

    private Uni<Void> content(FactSession session, ImportFile file, Portion.Content content, Outcome outcome) {
        return switch (content) {
            case Portion.Unsorted(var rows) -> {
                ImportStore.keepRows(session, file.job(), rows);
                yield Uni.createFrom().voidItem();
            }
            case Portion.Orders made -> things(session, file.plan(), () -> orders.write(session, made, outcome));
            case Portion.Customers(var made) ->
                things(session, file.plan(), () -> customers.write(session, made, outcome));
        };
    }

    private static Uni<Void> things(FactSession session, ImportPlan plan, Supplier<Uni<Void>> write) {
        return plan.dryRun()
                ? session.execute("savepoint dry_run")
                        .chain(() -> write.get())
                        .chain(() -> session.execute("rollback to savepoint dry_run"))
                : write.get();
    }

    private void keepErrors(FactSession session, ImportFile file, Outcome outcome) {
        var faults = outcome.faults.all();
        long room = settings.mostErrors() - outcome.tally.allErrors();
        faults.forEach(outcome.tally::failed);
        ImportStore.keepErrors(
                session, file.job(), faults.stream().limit(Math.max(0, room)).toList());
    }

    private static Step step(Place place, Portion portion, Outcome outcome) {
        int faulty = outcome.faults.rows();
        var next = portion.next();
        var state = outcome.tally.write(
                (next == null ? place : place.at(next)).state().copy());
        return new Step(next == null, state, Math.max(0, portion.rows() - faulty), faulty + portion.lost(), null);
    }
}
