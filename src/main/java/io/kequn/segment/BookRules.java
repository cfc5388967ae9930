package io.kequn.segment;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.SegmentDrafts.Draft;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the rules of a file.
@Singleton
class BookRules {
    private final Rules rules;

    BookRules(Rules rules) {
        this.rules = rules;
    }

    /// The rule of a definition; empty if it has none, or one of which `inputs` has noted what is wrong.
    Optional<Draft> read(Inputs inputs, Vocabulary vocabulary, @Nullable String notation) {
        if (notation == null) {
            return Optional.empty();
        }
        try {
            var rule = rules.read(vocabulary, notation, "/rule");
            return Optional.of(new Draft(rule, new RuleLanguage(vocabulary).uses(rule)));
        } catch (Refusal refusal) {
            refusal.errors().forEach(inputs::refuse);
            return Optional.empty();
        }
    }
}
