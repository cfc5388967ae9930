package io.kequn.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A select of customers whose truth time may have changed: a column `id`, each customer once. Some may be
/// inactive, and of some the truth has not changed; evaluate them all.
///
/// @param values what to bind after the shop's id, `$1`
/// @param rules the numbers of the rules that may have changed for them
public record CandidateQuery(String sql, List<Object> values, Set<Integer> rules) {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    public CandidateQuery {
        values = List.copyOf(values);
        rules = Set.copyOf(rules);
    }

    /// One select for all of these queries, of which there is at least one; a customer whom several find is in
    /// it once.
    public static CandidateQuery union(List<CandidateQuery> queries) {
        List<String> selects = new ArrayList<>();
        List<Object> all = new ArrayList<>();
        Set<Integer> ofRules = new HashSet<>();
        for (CandidateQuery query : queries) {
            selects.add(query.sqlAfter(all.size()));
            all.addAll(query.values);
            ofRules.addAll(query.rules);
        }
        return new CandidateQuery(String.join("\nunion\n", selects), all, ofRules);
    }

    /// The select with its own parameters moved behind so many others; the shop's id stays the first.
    private String sqlAfter(int others) {
        return PARAMETER.matcher(sql).replaceAll(parameter -> {
            int number = Integer.parseInt(parameter.group(1));
            return "\\$" + (number == 1 ? 1 : number + others);
        });
    }
}
