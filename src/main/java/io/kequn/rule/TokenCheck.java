package io.kequn.rule;

import io.kequn.rule.grammar.RuleGrammarLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;

/// Reads the tokens of a rule and refuses what is too much: tokens, brackets, negations in a row, values in a
/// list.
final class TokenCheck {
    private final Function<Token, Place> places;
    private final Deque<Bracket> open = new ArrayDeque<>();
    private int previous = Token.EOF;
    private int depth;
    private int negations;

    private static final class Bracket {
        private final boolean groups;
        private int commas;

        Bracket(boolean groups) {
            this.groups = groups;
        }
    }

    private TokenCheck(Function<Token, Place> places) {
        this.places = places;
    }

    /// `places` tells where a refusal points to.
    static List<Token> tokens(RuleGrammarLexer lexer, Function<Token, Place> places) {
        TokenCheck check = new TokenCheck(places);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.nextToken();
            tokens.add(token);
            check.accept(token, tokens.size());
        } while (token.getType() != Token.EOF);
        return tokens;
    }

    private void accept(Token token, int count) {
        if (count > Limits.TOKENS) {
            throw refused(ProblemCode.TOO_LONG, token, Limits.TOKENS + " words");
        }
        switch (token.getType()) {
            case RuleGrammarLexer.LEFT -> open(token);
            case RuleGrammarLexer.RIGHT -> close();
            case RuleGrammarLexer.COMMA -> comma(token);
            case RuleGrammarLexer.NOT -> negate(token);
            case RuleGrammarLexer.UNKNOWN -> throw new InvalidRule(TextReader.unexpected(token));
            case RuleGrammarLexer.UNCLOSED ->
                throw new InvalidRule(TextReader.unexpected(token).expecting("a closing quote"));
            default -> {}
        }
        negations = token.getType() == RuleGrammarLexer.NOT ? negations : 0;
        previous = token.getType();
    }

    private void open(Token token) {
        boolean groups = switch (previous) {
            case Token.EOF, RuleGrammarLexer.LEFT, RuleGrammarLexer.AND, RuleGrammarLexer.OR, RuleGrammarLexer.NOT ->
                true;
            default -> false;
        };
        depth += groups ? 1 : 0;
        // Parameters and their lists nest by two; a misplaced bracket beyond that must not nest the parser either.
        if (depth > Limits.DEPTH || open.size() >= Limits.DEPTH + 2) {
            throw refused(ProblemCode.TOO_DEEP, token, String.valueOf(Limits.DEPTH));
        }
        open.push(new Bracket(groups));
    }

    private void close() {
        if (!open.isEmpty()) {
            depth -= open.pop().groups ? 1 : 0;
        }
    }

    private void comma(Token token) {
        Bracket bracket = open.peek();
        if (bracket != null && ++bracket.commas >= Limits.VALUES) {
            throw refused(ProblemCode.TOO_MANY_VALUES, token, String.valueOf(Limits.VALUES));
        }
    }

    private void negate(Token token) {
        if (++negations > Limits.DEPTH) {
            throw refused(ProblemCode.TOO_DEEP, token, String.valueOf(Limits.DEPTH));
        }
    }

    private InvalidRule refused(ProblemCode code, Token token, String limit) {
        return new InvalidRule(RuleProblem.of(code, places.apply(token), limit));
    }
}
