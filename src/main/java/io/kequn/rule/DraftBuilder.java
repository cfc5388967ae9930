package io.kequn.rule;

import io.kequn.rule.grammar.RuleGrammarBaseVisitor;
import io.kequn.rule.grammar.RuleGrammarParser;
import io.kequn.rule.grammar.RuleGrammarParser.ParameterContext;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

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
        int negations = context.NOT().size();
        // NOT IN SEGMENT is one operator.
        if (negations > 0 && context.primary() instanceof RuleGrammarParser.InSegmentContext segment) {
            draft = new Draft.InSegment(TestBuilder.literal(segment.value()), true);
            negations--;
        }
        for (int i = 0; i < negations; i++) {
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

    @Override
    public Draft visitHasBeen(RuleGrammarParser.HasBeenContext context) {
        return new Draft.HasBeen(
                word(context.name()), TestBuilder.been(context), TestBuilder.literal(context.value(1)));
    }

    @Override
    public Draft visitAnniversary(RuleGrammarParser.AnniversaryContext context) {
        return new Draft.Anniversary(word(context.name()), tests.visit(context.test()));
    }

    @Override
    public Draft visitInSegment(RuleGrammarParser.InSegmentContext context) {
        return new Draft.InSegment(TestBuilder.literal(context.value()), false);
    }

    @Override
    public Draft visitInLayer(RuleGrammarParser.InLayerContext context) {
        return new Draft.InLayer(TestBuilder.literal(context.value(0)), TestBuilder.literal(context.value(1)));
    }

    @Override
    public Draft visitWithin(RuleGrammarParser.WithinContext context) {
        Token unit = context.BARE().getSymbol();
        return new Draft.Within(
                TestBuilder.literal(context.value(0)),
                new Draft.Word(unit.getText(), TextReader.place(unit)),
                TestBuilder.literal(context.value(1)),
                TestBuilder.literal(context.value(2)));
    }

    @Override
    public Draft visitBucket(RuleGrammarParser.BucketContext context) {
        return new Draft.Bucket(
                TextReader.place(context.getStart()),
                TestBuilder.literal(context.value(0)),
                TestBuilder.literal(context.value(1)));
    }

    private Draft group(boolean all, List<? extends ParserRuleContext> members) {
        List<Draft> drafts = members.stream().map(this::visit).toList();
        return drafts.size() == 1 ? drafts.get(0) : new Draft.Group(all, drafts);
    }

    private List<Draft.Parameter> parameters(List<ParameterContext> contexts) {
        return contexts.stream()
                .map(context -> new Draft.Parameter(word(context.property()), tests.visit(context.test()), null))
                .toList();
    }

    private static Draft.Word word(ParserRuleContext context) {
        return new Draft.Word(context.getText(), TextReader.place(context.getStart()));
    }
}
