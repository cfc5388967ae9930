package io.kequn.evaluation;

import io.kequn.evaluation.Qualifications.Moved;
import io.kequn.feed.Change;
import io.kequn.feed.Change.Operation;
import io.kequn.platform.database.MembershipChange;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the rules say of some customers against what is stored: who enters and who leaves which segment, who
/// gets and who loses which tag, and who moves from one layer to another.
record Difference(
        List<Membership> entered,
        List<Membership> left,
        List<LayerMove> moved,
        List<Qualification> qualified,
        List<Moved> levels) {
    private static final Comparator<Membership> NUMBER_ORDER = Comparator.comparingInt(
            (Membership membership) -> membership.rule().subject().number());

    record Membership(LiveRule rule, UUID customer) {
        Change change(Operation operation) {
            return rule.subject().change(customer, operation, rule.version());
        }

        MembershipChange change(String operation) {
            var subject = rule.subject();
            return new MembershipChange(customer, subject.kind().text(), subject.key(), operation);
        }
    }

    Difference {
        entered = List.copyOf(entered);
        left = List.copyOf(left);
        moved = List.copyOf(moved);
        qualified = List.copyOf(qualified);
        levels = List.copyOf(levels);
    }

    /// Reads rows of `id`, `should` and `held`, both ascending numbers of subjects, and of `chosen` and `were`
    /// where the statement has layer sets.
    static Difference of(RowSet<Row> rows, ShopRules rules) {
        var entered = new ArrayList<Membership>();
        var left = new ArrayList<Membership>();
        var moved = new ArrayList<LayerMove>();
        for (var row : rows) {
            var customer = row.getUUID("id");
            var should = row.getArrayOfIntegers("should");
            var held = row.getArrayOfIntegers("held");
            addMissing(entered, should, held, customer, rules);
            addMissing(left, held, should, customer, rules);
            if (row.getColumnIndex("chosen") >= 0) {
                moved.addAll(LayerMove.of(customer, row, rules));
            }
        }
        entered.sort(NUMBER_ORDER);
        left.sort(NUMBER_ORDER);
        var qualified = moved.stream()
                .filter(move -> move.set().isOfLevels())
                .map(Qualification::of)
                .toList();
        moved.removeIf(move -> move.set().isOfLevels());
        return new Difference(entered, left, moved, qualified, List.of());
    }

    /// The same with what has become of the customers' levels.
    Difference with(List<Moved> moves) {
        return new Difference(
                entered,
                left,
                moved,
                qualified,
                Stream.concat(levels.stream(), moves.stream()).toList());
    }

    boolean isEmpty() {
        return entered.isEmpty() && left.isEmpty() && moved.isEmpty() && levels.isEmpty();
    }

    List<Change> log() {
        var changes = new ArrayList<Change>();
        left.forEach(membership -> changes.add(membership.change(Operation.REMOVED)));
        entered.forEach(membership -> changes.add(membership.change(Operation.ADDED)));
        moved.forEach(move -> changes.add(move.logged()));
        return changes;
    }

    List<MembershipChange> changes() {
        var changes = new ArrayList<MembershipChange>();
        left.forEach(membership -> changes.add(membership.change("left")));
        entered.forEach(membership -> changes.add(membership.change("entered")));
        moved.forEach(move -> changes.add(move.told()));
        levels.forEach(level -> changes.add(level.told()));
        return changes;
    }

    /// What of it rules may read.
    Set<String> facts() {
        var rules = Stream.concat(
                memberships().map(Membership::rule), moved.stream().map(LayerMove::set));
        return Stream.concat(rules.map(LiveRule::subject), levels.stream().map(Moved::program))
                .map(RuleSubject::fact)
                .collect(Collectors.toSet());
    }

    Set<UUID> customers() {
        return Stream.of(
                        memberships().map(Membership::customer),
                        moved.stream().map(LayerMove::customer),
                        levels.stream().map(Moved::customer))
                .flatMap(customers -> customers)
                .collect(Collectors.toSet());
    }

    private Stream<Membership> memberships() {
        return Stream.concat(left.stream(), entered.stream());
    }

    private static void addMissing(
            List<Membership> into, Integer[] of, Integer[] from, UUID customer, ShopRules rules) {
        for (var number : of) {
            if (Arrays.binarySearch(from, number) < 0) {
                into.add(new Membership(rules.rule(number), customer));
            }
        }
    }
}
