package io.kequn.order;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactWork;
import io.kequn.platform.problem.Outcome;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/// Writes orders inside a fact transaction that someone else has opened: the API's own commands, and imports,
/// which save their progress in the same transaction.
@Singleton
public class OrderWriter {
    private final OrderParties parties;

    OrderWriter(CustomerDirectory customers, @All List<OrderFollower> followers) {
        this.parties = new OrderParties(customers, followers, false);
    }

    /// A batch that was checked ahead of its transaction.
    public static final class Checked {
        private final List<Outcome<Sent.Item>> items;
        private final int orders;

        private Checked(OrderBatch batch, Currency currency) {
            var sales = batch.orders().stream()
                    .map(order -> Outcome.<Sent.Item>of(() -> OrderInputs.order(order, currency)));
            var refunds = batch.refunds().stream()
                    .map(refund -> Outcome.<Sent.Item>of(
                            () -> OrderInputs.customerRefund(refund.customer(), refund.refund(), currency)));
            items = Stream.concat(sales, refunds).toList();
            orders = batch.orders().size();
        }
    }

    /// Checks what can be checked without a look at the database, so that it may be done on any thread.
    public static Checked check(OrderBatch batch, Currency currency) {
        return new Checked(batch, currency);
    }

    /// Writes the whole batch; what it gives back becomes the outcomes once the evaluation is done. Nobody may
    /// have locked a customer in this transaction before. An identity that nobody has yet makes a customer, for
    /// refunds too.
    public Uni<FactWork.Answer<OrderBatch.Outcomes>> write(FactSession session, Checked batch) {
        return write(session, batch, parties);
    }

    /// The same for orders of the past that are only taken over.
    public Uni<FactWork.Answer<OrderBatch.Outcomes>> takeOver(FactSession session, Checked batch) {
        return write(session, batch, parties.ofHistory());
    }

    private static Uni<FactWork.Answer<OrderBatch.Outcomes>> write(
            FactSession session, Checked batch, OrderParties parties) {
        return write(session, batch.items, Unknown.CREATE, parties).map(answers -> changes -> {
            var told = answers.with(changes);
            var slots = told.slots();
            return new OrderBatch.Outcomes(
                    slots.subList(0, batch.orders).stream().map(told::order).toList(),
                    slots.subList(batch.orders, slots.size()).stream()
                            .map(told::refund)
                            .toList());
        });
    }

    /// Writes checked items.
    private static Uni<FactWork.Answer<OrderAnswers>> write(
            FactSession session, List<Outcome<Sent.Item>> items, Unknown unknown, OrderParties parties) {
        var slots = items.stream().map(Slot::of).toList();
        return new OrderWork(session, parties, unknown, slots)
                .items()
                .map(effects -> changes -> new OrderAnswers(session.shop().currency(), slots, effects, changes));
    }

    /// Writes one checked item; refuses, so that nothing of it is left, where the item is refused.
    Uni<FactWork.Answer<OrderAnswers>> writeOne(FactSession session, Sent.Item item, Unknown unknown) {
        return write(session, List.of(new Outcome.Done<>(item)), unknown, parties)
                .invoke(answers -> answers.with(List.of()).requireAll());
    }

    /// Adds a later fact to one order, or keeps it until the order comes.
    Uni<FactWork.Answer<OrderAnswers>> update(FactSession session, Sent.Update update) {
        var slot = Slot.of(new Outcome.Done<>(update));
        return new OrderWork(session, parties, Unknown.LEAVE_OUT, List.of(slot))
                .update(slot, update)
                .<FactWork.Answer<OrderAnswers>>map(effects ->
                        changes -> new OrderAnswers(session.shop().currency(), List.of(slot), effects, changes))
                .invoke(answers -> answers.with(List.of()).requireAll());
    }
}
