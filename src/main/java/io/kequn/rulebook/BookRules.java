package io.kequn.rulebook;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.publication.ReadRule;
import io.kequn.publication.Rules;
import io.kequn.rule.Vocabulary;
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
    Optional<ReadRule> read(Inputs inputs, Vocabulary vocabulary, @Nullable String notation) {
        if (notation == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(rules.readWithUses(vocabulary, notation, "/rule"));
        } catch (Refusal refusal) {
            refusal.errors().forEach(inputs::refuse);
            return Optional.empty();
        }
    }
}
