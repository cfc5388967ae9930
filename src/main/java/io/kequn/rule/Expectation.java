package io.kequn.rule;

import io.kequn.rule.grammar.RuleGrammarParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/// What the parser would have taken, in the words of the language.
final class Expectation {
    private Expectation() {}

    static String of(IntervalSet tokens, org.antlr.v4.runtime.Vocabulary names) {
        boolean anyName = tokens.contains(RuleGrammarParser.BARE) && tokens.contains(RuleGrammarParser.LAST);
        List<String> words = new ArrayList<>();
        for (int type : tokens.toArray()) {
            if (anyName && isNameWord(type)) {
                continue;
            }
            words.add(word(type, names));
        }
        return String.join(", ", words);
    }

    /// Soft words are names here; naming each of them would bury what matters.
    private static boolean isNameWord(int type) {
        return switch (type) {
            case RuleGrammarParser.LAST,
                    RuleGrammarParser.NEXT,
                    RuleGrammarParser.AT,
                    RuleGrammarParser.LEAST,
                    RuleGrammarParser.AGO,
                    RuleGrammarParser.ANY,
                    RuleGrammarParser.ALL,
                    RuleGrammarParser.NONE,
                    RuleGrammarParser.STARTS,
                    RuleGrammarParser.ENDS,
                    RuleGrammarParser.WITH,
                    RuleGrammarParser.REGEX,
                    RuleGrammarParser.HAS,
                    RuleGrammarParser.BEEN,
                    RuleGrammarParser.FOR,
                    RuleGrammarParser.SEGMENT,
                    RuleGrammarParser.LAYER,
                    RuleGrammarParser.WITHIN,
                    RuleGrammarParser.OF,
                    RuleGrammarParser.BUCKET,
                    RuleGrammarParser.ANNIVERSARY -> true;
            default -> false;
        };
    }

    private static String word(int type, org.antlr.v4.runtime.Vocabulary names) {
        return switch (type) {
            case Token.EOF -> "the end";
            case RuleGrammarParser.BARE -> "a name or value";
            case RuleGrammarParser.STRING -> "a string in single quotes";
            default -> {
                String literal = names.getLiteralName(type);
                yield literal == null
                        ? names.getSymbolicName(type)
                        : literal.substring(1, literal.length() - 1).toUpperCase(java.util.Locale.ROOT);
            }
        };
    }
}
