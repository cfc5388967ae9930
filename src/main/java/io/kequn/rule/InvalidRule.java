package io.kequn.rule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A rule that cannot be used, with every problem found in it, at least one, in the order of the rule. It is an
/// answer to the writer of the rule and carries no stack trace.
public final class InvalidRule extends RuntimeException {
    private final transient List<RuleProblem> problems;

    InvalidRule(List<RuleProblem> problems) {
        super(
                problems.stream().map(p -> p.message(Locale.ENGLISH)).collect(Collectors.joining(" ")),
                null,
                false,
                false);
        this.problems = List.copyOf(problems);
    }

    InvalidRule(RuleProblem problem) {
        this(List.of(problem));
    }

    public List<RuleProblem> problems() {
        return problems;
    }
}
