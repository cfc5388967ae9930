package io.kequn.rule;

import io.kequn.rule.grammar.RuleGrammarBaseVisitor;
import io.kequn.rule.grammar.RuleGrammarParser;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Turns the parse tree of a test, an operator with its values, into a draft.
final class TestBuilder extends RuleGrammarBaseVisitor<Draft.Test> {
    @Override
    public Draft.Test visitCompare(RuleGrammarParser.CompareContext context) {
        Operator operator = switch (context.getStart().getType()) {
            case RuleGrammarParser.EQ -> Operator.EQUAL;
            case RuleGrammarParser.NE -> Operator.NOT_EQUAL;
            case RuleGrammarParser.GT -> Operator.GREATER;
            case RuleGrammarParser.GE -> Operator.GREATER_OR_EQUAL;
            case RuleGrammarParser.LT -> Operator.LESS;
            default -> Operator.LESS_OR_EQUAL;
        };
        return test(operator, context, List.of(context.value()));
    }

    @Override
    public Draft.Test visitMissing(RuleGrammarParser.MissingContext context) {
        return test(context.NOT() == null ? Operator.IS_NULL : Operator.IS_NOT_NULL, context, List.of());
    }

    @Override
    public Draft.Test visitBetween(RuleGrammarParser.BetweenContext context) {
        return test(either(context.NOT(), Operator.NOT_BETWEEN, Operator.BETWEEN), context, context.value());
    }

    @Override
    public Draft.Test visitIn(RuleGrammarParser.InContext context) {
        return test(
                either(context.NOT(), Operator.NOT_IN, Operator.IN),
                context,
                context.values().value());
    }

    @Override
    public Draft.Test visitContains(RuleGrammarParser.ContainsContext context) {
        Operator operator = either(context.NOT(), Operator.NOT_CONTAINS, Operator.CONTAINS);
        return test(operator, context, List.of(context.value()));
    }

    @Override
    public Draft.Test visitContainsSome(RuleGrammarParser.ContainsSomeContext context) {
        Operator rest = context.ALL() == null ? Operator.CONTAINS_NONE : Operator.CONTAINS_ALL;
        Operator operator = context.ANY() == null ? rest : Operator.CONTAINS_ANY;
        return test(operator, context, context.values().value());
    }

    @Override
    public Draft.Test visitAffix(RuleGrammarParser.AffixContext context) {
        Operator operator = context.STARTS() == null
                ? either(context.NOT(), Operator.NOT_ENDS_WITH, Operator.ENDS_WITH)
                : either(context.NOT(), Operator.NOT_STARTS_WITH, Operator.STARTS_WITH);
        return test(operator, context, List.of(context.value()));
    }

    @Override
    public Draft.Test visitRegex(RuleGrammarParser.RegexContext context) {
        Operator operator = either(context.NOT(), Operator.NOT_MATCHES_REGEX, Operator.MATCHES_REGEX);
        return test(operator, context, List.of(context.value()));
    }

    @Override
    public Draft.Test visitWindow(RuleGrammarParser.WindowContext context) {
        return word(context.LAST() == null ? Operator.IN_NEXT : Operator.IN_LAST, context, context.BARE());
    }

    @Override
    public Draft.Test visitAgo(RuleGrammarParser.AgoContext context) {
        return word(Operator.AT_LEAST_AGO, context, context.BARE());
    }

    @Override
    public Draft.Test visitPeriod(RuleGrammarParser.PeriodContext context) {
        return word(Operator.IN_PERIOD, context, context.BARE());
    }

    /// `HAS BEEN value`, whose value is that of an equality.
    static Draft.Test been(RuleGrammarParser.HasBeenContext context) {
        Place place = TextReader.place(context.HAS().getSymbol());
        return new Draft.Test(Operator.EQUAL, place, List.of(literal(context.value(0))), place);
    }

    static Draft.Literal literal(RuleGrammarParser.ValueContext value) {
        return literal(value.getStart());
    }

    private static Operator either(@Nullable TerminalNode not, Operator negative, Operator positive) {
        return not == null ? positive : negative;
    }

    private static Draft.Test word(Operator operator, ParserRuleContext context, TerminalNode word) {
        Place place = TextReader.place(context.getStart());
        return new Draft.Test(operator, place, List.of(literal(word.getSymbol())), place);
    }

    private static Draft.Test test(
            Operator operator, ParserRuleContext context, List<RuleGrammarParser.ValueContext> values) {
        Place place = TextReader.place(context.getStart());
        List<Draft.Literal> literals = values.stream().map(TestBuilder::literal).toList();
        return new Draft.Test(operator, place, literals, place);
    }

    private static Draft.Literal literal(Token token) {
        String text = token.getText();
        Place place = TextReader.place(token);
        return switch (token.getType()) {
            case RuleGrammarParser.STRING ->
                new Draft.Literal(
                        Draft.Form.QUOTED, text.substring(1, text.length() - 1).replace("''", "'"), place);
            case RuleGrammarParser.TRUE -> new Draft.Literal(Draft.Form.TRUTH, "true", place);
            case RuleGrammarParser.FALSE -> new Draft.Literal(Draft.Form.TRUTH, "false", place);
            default -> new Draft.Literal(Draft.Form.BARE, text, place);
        };
    }
}
