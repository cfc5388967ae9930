package io.kequn.rule;

import java.util.List;

/// Rules in an order, of which the first that holds counts, and none after it.
public record Choice(List<NumberedRule> rules) {
    public Choice {
        rules = List.copyOf(rules);
    }
}
