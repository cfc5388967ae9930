package io.kequn.points;

import com.github.f4b6a3.uuid.UuidCreator;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One customer's account with its open lots and holds, in memory while a transaction changes it: read after the
/// customer's lock, brought to the present by `Due`, changed, and written back once. Knows no database.
final class Ledger {
    final UUID customer;
    final PointsPolicy policy;
    final Instant now;
    final Account account;
    /// The balance as it was read.
    final long storedBalance;
    /// Whether the customer is neither deleted nor merged: nobody else earns anything more.
    boolean active = true;
    private Unread unread = Unread.NOTHING;
    /// The entry by which points that slide were put off.
    private @Nullable UUID sliding;

    private final @Nullable String cause;
    private final Map<UUID, Lot> lots = new LinkedHashMap<>();
    private final Map<UUID, Hold> holds = new LinkedHashMap<>();
    private final List<PointsEntry> written = new ArrayList<>();

    Ledger(UUID customer, PointsPolicy policy, Instant now, Account account, @Nullable String cause) {
        this.customer = customer;
        this.policy = policy;
        this.now = now;
        this.account = account;
        this.storedBalance = account.balance;
        this.cause = cause;
    }

    /// The lot that stands for it from now on: one that is known already wins.
    @CanIgnoreReturnValue
    Lot know(Lot lot) {
        lot.belongTo(account);
        return lots.merge(lot.id, lot, (known, same) -> known);
    }

    void know(Hold hold) {
        holds.putIfAbsent(hold.id, hold);
    }

    /// A lot of this customer comes from, or goes to, another one.
    void forget(Lot lot) {
        lots.remove(lot.id);
    }

    void forget(Hold hold) {
        holds.remove(hold.id);
    }

    Collection<Lot> lots() {
        return List.copyOf(lots.values());
    }

    Optional<Lot> lot(UUID id) {
        return Optional.ofNullable(lots.get(id));
    }

    Collection<Hold> holds() {
        return List.copyOf(holds.values());
    }

    Optional<Hold> hold(UUID id) {
        return Optional.ofNullable(holds.get(id));
    }

    /// No more than so many were read of the lots that slide, and of the others.
    void readAtMost(int most) {
        unread = Unread.after(lots.values(), most);
    }

    /// No lot that was not read expires before; empty if there are none or none of them does.
    Optional<Instant> unreadExpiry() {
        return unread.expiry();
    }

    /// Whether nothing that was not read matters but to spending: it does not expire soon and pays no debt.
    boolean isEnough() {
        return unread.isNothing()
                || (debt().isEmpty() && unreadExpiry().stream().noneMatch(at -> Due.isSoon(this, at)));
    }

    /// Refuses to go on where lots are needed that were not read.
    void requireAllLots() {
        if (!unread.isNothing()) {
            throw new PartialAccount();
        }
    }

    /// Those that can be spent, in the order in which they are.
    List<Lot> spendable() {
        return lots.values().stream()
                .filter(lot -> lot.free() > 0)
                .filter(unread::isAfter)
                .sorted(Lot.SPENDING)
                .toList();
    }

    Optional<Lot> debt() {
        return lots.values().stream().filter(lot -> lot.origin.debt()).findFirst();
    }

    /// The lot that stands for what is owed, made where there is none.
    Lot debtOf(UUID entry) {
        return debt().orElseGet(() ->
                know(new Lot(newId(), new Lot.Origin(entry, true, now, null, false, null, null), null, Lot.Sums.NONE)));
    }

    Posting post(EntryKind kind) {
        return post(kind, now);
    }

    Posting post(EntryKind kind, Instant at) {
        return new Posting(this, kind, latest(at));
    }

    private Instant latest(Instant at) {
        return written.isEmpty() || written.getLast().at().isBefore(at)
                ? at
                : written.getLast().at();
    }

    @CanIgnoreReturnValue
    PointsEntry add(Posting posting, Why why, long amount, long writtenOff) {
        var sums = posting.sums();
        account.add(sums);
        var entry = new PointsEntry(
                posting.id,
                customer,
                ++account.lastNumber,
                posting.kind,
                sums.points(),
                sums.pending(),
                sums.frozen(),
                amount,
                writtenOff,
                account.balance,
                posting.at,
                now,
                why.rule(),
                why.trigger(),
                why.reference(),
                why.reverses(),
                why.hold(),
                why.otherCustomer(),
                why.reason(),
                why.note(),
                cause,
                posting.allocations());
        written.add(entry);
        return entry;
    }

    /// The customer has earned or redeemed, as the last entry says: what slides lasts from now on. That is
    /// noted with the account, not with its lots, of which there may be any number.
    void active() {
        account.lastActivity = now;
        if (policy.slides()) {
            policy.expiry().of(now, policy.zone()).ifPresent(account::putOff);
            sliding = written.getLast().id();
        }
    }

    /// Until when what slides lasts at least by this entry; null where it puts nothing off.
    @Nullable
    Instant slidesUntil(PointsEntry entry) {
        return entry.id().equals(sliding) ? account.slidesUntil : null;
    }

    /// Whether this transaction has to write it.
    boolean isTouched() {
        return !written.isEmpty()
                || lots.values().stream().anyMatch(lot -> lot.changed)
                || holds.values().stream().anyMatch(hold -> hold.changed);
    }

    /// What this transaction has added, in its order.
    List<PointsEntry> written() {
        return List.copyOf(written);
    }

    static UUID newId() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }
}
