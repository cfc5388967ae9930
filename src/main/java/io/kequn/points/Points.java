package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.value.Fingerprint;
import io.kequn.platform.value.Versioned;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a customer has in points at this moment; all 0 for whoever never had any.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Points(
        UUID customerId,

        @Description("What counts, the frozen ones included; below zero, the customer owes.")
        long balance,

        @Description("What can be spent.") long available,
        @Description("Earned, but not yet in the balance.") long pending,
        @Description("Set aside.") long frozen,

        @Description("When points that wait come in, the first first.")
        List<PointsAt> maturing,

        @Description("What of the available points expires within 30 days, the first first.")
        List<PointsAt> expiringSoon,

        @Description("Ever earned, less what was taken back.")
        long lifetimeEarned,

        @Description("Ever redeemed, less what was given back.")
        long lifetimeRedeemed,

        @Nullable @Description("The last earning or redeeming.")
        Instant lastActivity)
        implements Versioned {
    public Points {
        maturing = List.copyOf(maturing);
        expiringSoon = List.copyOf(expiringSoon);
    }

    static Points of(Ledger ledger) {
        var account = ledger.account;
        return new Points(
                ledger.customer,
                account.balance,
                account.available(),
                account.pending,
                account.frozen,
                byTime(ledger, lot -> lot.pending > 0, lot -> lot.origin.availableAt(), lot -> lot.pending),
                byTime(ledger, lot -> Due.isSoon(ledger, lot), Lot::expiresAt, Lot::free),
                account.earned,
                account.redeemed,
                account.lastActivity);
    }

    private static List<PointsAt> byTime(
            Ledger ledger, Predicate<Lot> which, Function<Lot, @Nullable Instant> when, ToLongFunction<Lot> points) {
        var sums = new TreeMap<Instant, Long>(Comparator.naturalOrder());
        for (var lot : ledger.lots()) {
            var at = which.test(lot) ? when.apply(lot) : null;
            if (at != null) {
                sums.merge(at, points.applyAsLong(lot), Long::sum);
            }
        }
        return sums.entrySet().stream()
                .map(entry -> new PointsAt(entry.getValue(), entry.getKey()))
                .toList();
    }

    /// It changes by time alone, so that no version tells of it.
    @Override
    public String etag() {
        return Fingerprint.of(this).toString();
    }
}
