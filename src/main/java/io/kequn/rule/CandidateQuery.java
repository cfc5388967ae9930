package io.kequn.rule;

import java.util.List;
import java.util.Set;

/// A select of customers whose truth time may have changed: a column `id`, each customer once. Some may be inactive,
/// and of some the truth has not changed; evaluate them all.
///
/// @param values what to bind after the shop's id, `$1`
/// @param rules the numbers of the rules that may have changed for them
public record CandidateQuery(String sql, List<Object> values, Set<Integer> rules) {
    public CandidateQuery {
        values = List.copyOf(values);
        rules = Set.copyOf(rules);
    }
}
