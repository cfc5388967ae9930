package io.kequn.rule;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The nearest change that flips what a rule says about a customer.
///
/// @param changes what has to change, all of it together; empty if nothing is known to flip it
/// @param reason why there are none; null if there are some
public record Flip(List<RuleChange> changes, @Nullable Reason reason) {
    public Flip {
        changes = List.copyOf(changes);
    }

    /// Why no change is named. The constant's name in lower case is the public code.
    public enum Reason {
        NOTHING_TO_CHANGE(
                "The verdict does not depend on anything that can change about this customer.", "该结论不取决于此客户任何可变的内容。"),
        NEAREST_TRIED(
                "The rule has so many conditions that only the nearest changes were tried, and none of them flips the"
                        + " verdict for sure.",
                "规则条件过多，只尝试了最接近的变化，其中没有能确定改变结论的。"),
        NOT_FORESEEN(
                "No change is known for sure to flip the verdict: the conditions contradict each other, lie in the past, or"
                        + " depend on more than can be foreseen.",
                "没有可以确定能改变结论的变化：条件相互矛盾、已成过去，或取决于无法预知的内容。");

        private final String english;
        private final String chinese;

        Reason(String english, String chinese) {
            this.english = english;
            this.chinese = chinese;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String message(Locale locale) {
            return Messages.isChinese(locale) ? chinese : english;
        }
    }

    /// The nearest change, foreseen condition by condition. It is named only if the whole rule, judged anew
    /// with it, turns for sure; members of other segments are taken to stay as they are.
    public static Flip of(ExplainedRule rule, Vocabulary vocabulary, EvaluationTime time) {
        return new FlipPlanner(new WhatIf(vocabulary, time), rule).flip();
    }
}
