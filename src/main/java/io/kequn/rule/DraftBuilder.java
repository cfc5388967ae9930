package io.kequn.rule;

import io.kequn.rule.grammar.RuleGrammarBaseVisitor;
import io.kequn.rule.grammar.RuleGrammarParser;
import io.kequn.rule.grammar.RuleGrammarParser.ParameterContext;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Turns the parse tree into a draft.
final class DraftBuilder extends RuleGrammarBaseVisitor<Draft> {
    private final TestBuilder tests = new TestBuilder();

    @Override
    public Draft visitStart(RuleGrammarParser.StartContext context) {
        return visitDisjunction(context.disjunction());
    }

    @Override
    public Draft visitDisjunction(RuleGrammarParser.DisjunctionContext context) {
        return group(false, context.conjunction());
    }

    @Override
    public Draft visitConjunction(RuleGrammarParser.ConjunctionContext context) {
        return group(true, context.negation());
    }

    @Override
    public Draft visitNegation(RuleGrammarParser.NegationContext context) {
        Draft draft = visit(context.primary());
        for (int i = 0; i < context.NOT().size(); i++) {
            draft = new Draft.Not(draft);
        }
        return draft;
    }

    @Override
    public Draft visitGroup(RuleGrammarParser.GroupContext context) {
        return visitDisjunction(context.disjunction());
    }

    @Override
    public Draft visitEveryone(RuleGrammarParser.EveryoneContext context) {
        return new Draft.Everyone();
    }

    @Override
    public Draft visitCondition(RuleGrammarParser.ConditionContext context) {
        return new Draft.Condition(word(context.name()), tests.visit(context.test()));
    }

    @Override
    public Draft visitFunction(RuleGrammarParser.FunctionContext context) {
        return new Draft.Matches(word(context.name()), context.NOT() != null, parameters(context.parameter()));
    }

    @Override
    public Draft visitOlderFunction(RuleGrammarParser.OlderFunctionContext context) {
        return new Draft.Matches(word(context.name()), context.FALSE() != null, parameters(context.parameter()));
    }

    private Draft group(boolean all, List<? extends ParserRuleContext> members) {
        List<Draft> drafts = members.stream().map(this::visit).toList();
        return drafts.size() == 1 ? drafts.get(0) : new Draft.Group(all, drafts);
    }

    private List<Draft.Parameter> parameters(List<ParameterContext> contexts) {
        return contexts.stream()
                .map(context -> new Draft.Parameter(word(context.name()), tests.visit(context.test())))
                .toList();
    }

    private static Draft.Word word(RuleGrammarParser.NameContext context) {
        return new Draft.Word(context.getText(), TextReader.place(context.getStart()));
    }

    /// The tests: an operator with its values.
    private static final class TestBuilder extends RuleGrammarBaseVisitor<Draft.Test> {
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
            List<Draft.Literal> literals =
                    values.stream().map(value -> literal(value.getStart())).toList();
            return new Draft.Test(operator, place, literals, place);
        }

        private static Draft.Literal literal(Token token) {
            String text = token.getText();
            Place place = TextReader.place(token);
            return switch (token.getType()) {
                case RuleGrammarParser.STRING ->
                    new Draft.Literal(
                            Draft.Form.QUOTED,
                            text.substring(1, text.length() - 1).replace("''", "'"),
                            place);
                case RuleGrammarParser.TRUE -> new Draft.Literal(Draft.Form.TRUTH, "true", place);
                case RuleGrammarParser.FALSE -> new Draft.Literal(Draft.Form.TRUTH, "false", place);
                default -> new Draft.Literal(Draft.Form.BARE, text, place);
            };
        }
    }
}
