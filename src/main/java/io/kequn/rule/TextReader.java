package io.kequn.rule;

import io.kequn.rule.grammar.RuleGrammarLexer;
import io.kequn.rule.grammar.RuleGrammarParser;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/// Reads the text notation. Whatever could make parsing expensive is refused on the characters and tokens
/// before it.
final class TextReader {
    private TextReader() {}

    /// Throws `InvalidRule` with the first problem of the text's shape.
    static Draft read(String text) {
        Characters.check(text);
        List<Token> tokens = TokenCheck.tokens(lexer(text), TextReader::place);
        var parser = new RuleGrammarParser(new CommonTokenStream(new ListTokenSource(tokens)));
        parser.removeErrorListeners();
        parser.addErrorListener(new FirstError());
        return new DraftBuilder().visitStart(parser.start());
    }

    /// Refuses at the place what `read` would refuse as too much of the text.
    static void check(String text, Place place) {
        if (text.codePointCount(0, text.length()) > Limits.CHARACTERS) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.TOO_LONG, place, Limits.CHARACTERS + " characters"));
        }
        List<Token> unused = TokenCheck.tokens(lexer(text), token -> place);
    }

    private static RuleGrammarLexer lexer(String text) {
        var lexer = new RuleGrammarLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        return lexer;
    }

    static Place place(Token token) {
        boolean end = token.getType() == Token.EOF;
        int length = end ? 0 : token.getStopIndex() - token.getStartIndex() + 1;
        return Place.text(token.getLine(), token.getCharPositionInLine() + 1, length);
    }

    static RuleProblem unexpected(Token token) {
        String shown = token.getType() == Token.EOF ? "the end" : token.getText();
        return RuleProblem.of(ProblemCode.SYNTAX_ERROR, place(token), shown).suggesting(Keyboard.meant(shown));
    }

    /// Stops at the first error: what a parser reports after recovering is guesswork.
    private static final class FirstError extends BaseErrorListener {
        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object symbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException error) {
            throw new InvalidRule(unexpected((Token) symbol).expecting(expected((RuleGrammarParser) recognizer)));
        }

        private static @Nullable String expected(RuleGrammarParser parser) {
            IntervalSet tokens = parser.getExpectedTokens();
            String names = Expectation.of(tokens, parser.getVocabulary());
            return names.isEmpty() ? null : names;
        }
    }
}
