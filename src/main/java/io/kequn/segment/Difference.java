package io.kequn.segment;

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

/// What the rules say of some customers against what is stored: who enters and who leaves which segment,
/// and who gets and who loses which tag.
record Difference(List<Membership> entered, List<Membership> left) {
    private static final Comparator<Membership> KEY_ORDER = Comparator.comparingInt(
            (Membership membership) -> membership.rule().subject().number());

    record Membership(LiveRule rule, UUID customer) {
        Change change(Operation operation) {
            return rule.subject().change(customer, operation, rule.version());
        }

        MembershipChange change(String operation) {
            return new MembershipChange(
                    customer, rule.subject().kind().text(), rule.subject().key(), operation);
        }
    }

    Difference {
        entered = List.copyOf(entered);
        left = List.copyOf(left);
    }

    /// Reads rows of `id`, `should` and `held`, both ascending numbers of subjects.
    static Difference of(RowSet<Row> rows, ShopRules rules) {
        var entered = new ArrayList<Membership>();
        var left = new ArrayList<Membership>();
        for (var row : rows) {
            var customer = row.getUUID("id");
            var should = row.getArrayOfIntegers("should");
            var held = row.getArrayOfIntegers("held");
            addMissing(entered, should, held, customer, rules);
            addMissing(left, held, should, customer, rules);
        }
        entered.sort(KEY_ORDER);
        left.sort(KEY_ORDER);
        return new Difference(entered, left);
    }

    boolean isEmpty() {
        return entered.isEmpty() && left.isEmpty();
    }

    List<Change> log() {
        var changes = new ArrayList<Change>(entered.size() + left.size());
        left.forEach(membership -> changes.add(membership.change(Operation.REMOVED)));
        entered.forEach(membership -> changes.add(membership.change(Operation.ADDED)));
        return changes;
    }

    List<MembershipChange> changes() {
        var changes = new ArrayList<MembershipChange>(entered.size() + left.size());
        left.forEach(membership -> changes.add(membership.change("left")));
        entered.forEach(membership -> changes.add(membership.change("entered")));
        return changes;
    }

    /// What of it rules may read.
    Set<String> facts() {
        return all().map(membership -> membership.rule().subject().fact()).collect(Collectors.toSet());
    }

    Set<UUID> customers() {
        return all().map(Membership::customer).collect(Collectors.toSet());
    }

    private Stream<Membership> all() {
        return Stream.concat(left.stream(), entered.stream());
    }

    private static void addMissing(
            List<Membership> into, Integer[] of, Integer[] from, UUID customer, ShopRules rules) {
        for (var id : of) {
            if (Arrays.binarySearch(from, id) < 0) {
                into.add(new Membership(rules.rule(id), customer));
            }
        }
    }
}
