package io.kequn.points;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import io.kequn.points.Granting.Grant;
import io.kequn.points.PointsDefinitions.Definitions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Grants points for what happens once and never changes: events and birthdays.
@Singleton
class OccasionEarning {
    private static final String KNOWN = """
        select l.customer_id, l.rule_key, l.subject
        from unnest($2::uuid[], $3::text[], $4::text[]) as wanted (customer_id, rule_key, subject)
        join points_lot l on l.shop_id = $1 and l.customer_id = wanted.customer_id and l.rule_key = wanted.rule_key
          and l.subject = wanted.subject\
        """;

    private final EarningReads reads;

    OccasionEarning(EarningReads reads) {
        this.reads = reads;
    }

    /// @param subject what tells the occasion from all others of the customer and the rule
    /// @param reference how people know it
    record Chance(Occasion occasion, String subject, String reference) {
        private Key key() {
            return new Key(occasion.customer(), occasion.rule().key(), subject);
        }
    }

    private record Key(UUID customer, String rule, String subject) {}

    /// The customers are locked. What an occasion has earned before it does not earn again.
    Uni<Void> grant(FactSession session, Definitions found, List<Chance> chances) {
        if (chances.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var occasions = chances.stream().map(Chance::occasion).toList();
        var customers = occasions.stream().map(Occasion::customer).distinct().toList();
        return Uni.combine()
                .all()
                .unis(
                        new AccountStore(session).load(found.policy(), customers, AccountRow.FIRST),
                        reads.of(session, found.calendar(), occasions),
                        known(session, chances))
                .asTuple()
                .invoke(read -> {
                    chances.stream()
                            .filter(chance -> !read.getItem3().contains(chance.key()))
                            .forEach(chance -> grant(read.getItem1(), read.getItem2(), chance));
                    save(session, read.getItem1().values());
                })
                .replaceWithVoid();
    }

    private static Uni<Set<Key>> known(FactSession session, List<Chance> chances) {
        var rows = new RowArrays<>(chances.stream().map(Chance::key).toList());
        return session.query(
                        KNOWN,
                        session.shop().id(),
                        rows.ids(Key::customer),
                        rows.texts(Key::rule),
                        rows.texts(Key::subject))
                .map(found -> {
                    var known = new HashSet<Key>();
                    found.forEach(row -> known.add(
                            new Key(row.getUUID("customer_id"), row.getString("rule_key"), row.getString("subject"))));
                    return known;
                });
    }

    private static void grant(Map<UUID, Ledger> ledgers, EarningFacts facts, Chance chance) {
        var occasion = chance.occasion();
        var rule = occasion.rule();
        var belonging = facts.belonging(occasion.customer());
        var ledger = Objects.requireNonNull(ledgers.get(occasion.customer()));
        if (!rule.isFor(belonging) || !ledger.active) {
            return;
        }
        var multiplier = rule.multiplier(belonging).orElse(null);
        long points = Math.min(rule.award(0, multiplier), facts.ceiling(occasion, 0));
        if (points > 0) {
            facts.note(occasion, points);
            var earnedAt = occasion.at().isAfter(ledger.now) ? ledger.now : occasion.at();
            var why = Why.of(rule.trigger(), chance.reference())
                    .by(new AppliedRule(rule.key(), rule.version(), multiplier));
            Granting.earn(ledger, new Grant(points, earnedAt, null, false, chance.subject(), points), why);
        }
    }

    private static void save(FactSession session, Collection<Ledger> ledgers) {
        PointsCommands.save(session, ledgers.stream().filter(Ledger::isTouched).toList());
    }
}
