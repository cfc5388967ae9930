package io.kequn.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Reads rules of one shop. Holds no state but the vocabulary; safe to share.
///
/// Reading throws `InvalidRule` and nothing else, whatever the input.
public final class RuleLanguage {
    /// Grows when the language changes the meaning of what it could read before.
    public static final int VERSION = 1;

    private final Vocabulary vocabulary;

    public RuleLanguage(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /// Reads the text notation; problems carry positions. An empty text is a syntax error, not every customer.
    public Rule parse(String text) {
        return RuleChecker.check(TextReader.read(text), vocabulary, Place.text(1, 1, 0));
    }

    /// Reads the JSON notation; problems carry pointers. A JSON string is read as the text notation.
    public Rule parse(JsonNode json) {
        if (json.isTextual()) {
            return parse(json.textValue());
        }
        return RuleChecker.check(JsonReader.read(json), vocabulary, Place.json(""));
    }

    /// What the rule reads and names. The rule must have been read with this vocabulary.
    public RuleUses uses(Rule rule) {
        return RuleUses.of(rule, vocabulary);
    }

    /// How many conditions a rule may have, and rules that are evaluated as one.
    public static int mostConditions() {
        return Limits.CONDITIONS;
    }

    public static int conditions(Rule rule) {
        return Measures.conditions(rule).size();
    }

    /// What the rules read and name together.
    public RuleUses uses(List<Rule> rules) {
        return RuleUses.of(rules, vocabulary);
    }

    /// What the writer may not have meant; empty if nothing. The rule must have been read with this vocabulary.
    public List<Finding> lint(Rule rule) {
        return RuleLint.of(rule, vocabulary);
    }
}
