package io.kequn.publication;

import static io.kequn.platform.problem.ErrorCode.RULE_CYCLE;
import static io.kequn.platform.problem.ErrorCode.RULE_INVALID;

import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.RuleGraph;
import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.platform.problem.Refusal;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.RuleLanguage;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What must hold before a rule goes live and before a segment ends, looked at under the exclusive rules lock:
/// so no live rule ever names what is not there, nor what depends on itself.
@Singleton
public class PublicationChecks {
    private final ShopVocabulary vocabularies;
    private final RuleReaders readers;
    private final GroupUsers others;
    private final Rules rules;

    PublicationChecks(ShopVocabulary vocabularies, RuleReaders readers, GroupUsers others, Rules rules) {
        this.vocabularies = vocabularies;
        this.readers = readers;
        this.others = others;
        this.rules = rules;
    }

    /// Much may have gone since the rule was written. Refuses with `rule_invalid` or `rule_cycle`.
    public Uni<?> beforeLive(Shop shop, String segment, String rule) {
        return vocabularies
                .inside(shop)
                .map(vocabulary -> new RuleLanguage(vocabulary).uses(rules.read(vocabulary, rule, "/rule")))
                .map(RuleGraph::readBy)
                .chain(reads -> reads.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : readers.liveGraph(shop)
                                .map(graph -> graph.with(segment, reads).cycleThrough(segment))
                                .invoke(PublicationChecks::refuseCycle));
    }

    /// The same of what has been written already. Several tags may read more than before by the change of one,
    /// since those of an exclusive group look at each other.
    public Uni<?> afterTagsChanged(Shop shop) {
        return readers.read(shop)
                .invoke(all -> all.tooLargeTag().ifPresent(PublicationChecks::refuseTooLarge))
                .map(all -> all.graph().cycleThroughTags())
                .invoke(PublicationChecks::refuseCycle);
    }

    /// The same of many definitions that have been written at once. `places` are those of the rules that are
    /// new, by their names in the graph. Gives who reads whom now. Refuses with `rule_cycle` at such a place,
    /// and with `in_use` where live rules name what is not there any more.
    public Uni<RuleGraph> afterAll(Shop shop, Map<String, String> places) {
        return readers.readPresent(shop)
                .invoke(read -> refuseBroken(
                        read.broken().stream().map(RuleSubject::user).toList()))
                .call(() -> others.ofLost(shop).invoke(PublicationChecks::refuseBroken))
                .map(PresentRules::rules)
                .invoke(all -> all.tooLargeTag().ifPresent(PublicationChecks::refuseTooLarge))
                .map(StoredRules::graph)
                .invoke(graph -> refuseCycle(graph.cycleThroughAny(places.keySet()), places))
                .invoke(graph -> refuseCycle(graph.cycleThroughTags()));
    }

    private static void refuseBroken(List<DefinitionUser> users) {
        DefinitionUser.refuseAny("What the document ends or changes is", "文档将结束或更改的定义", users);
    }

    private static void refuseCycle(List<String> path, Map<String, String> places) {
        if (!path.isEmpty()) {
            var detail = cycle(path).detail();
            var place = String.valueOf(places.get(path.getFirst()));
            throw RULE_CYCLE.at(place, detail.english(), detail.chinese());
        }
    }

    private static void refuseTooLarge(RuleSubject tag) {
        int most = RuleLanguage.mostConditions();
        throw RULE_INVALID.because(
                "The rule of " + tag + " and those of its exclusive group that go before it have more than " + most
                        + " conditions, or " + RuleCompiler.MOST_PARAMETERS + " values, together.",
                "规则（" + tag + "）与其互斥组中优先于它的规则合计超过 " + most + " 个条件或 " + RuleCompiler.MOST_PARAMETERS + " 个值。");
    }

    /// The same of layers that have been written already; gives the layers that live rules name and that are not
    /// there any more.
    public Uni<List<LostLayer>> afterLayersChanged(Shop shop, String set) {
        return readers.liveGraph(shop)
                .map(graph -> graph.cycleThrough(RuleGraph.layerSet(set)))
                .invoke(PublicationChecks::refuseCycle)
                .chain(() -> readers.liveLostLayers(shop));
    }

    /// The same of levels that have been written already. Refuses with `in_use` where live rules name levels
    /// that are not there any more, or others name levels of the program that are not among these.
    public Uni<?> afterLevelsChanged(Shop shop, String program, List<String> levels) {
        return readers.liveGraph(shop)
                .map(graph -> graph.cycleThrough(RuleGraph.levelProgram(program)))
                .invoke(PublicationChecks::refuseCycle)
                .chain(() -> readers.liveBroken(shop))
                .map(subjects -> subjects.stream().map(RuleSubject::user).toList())
                .chain(users -> and(users, others.ofLevelsBut(shop, program, levels)))
                .invoke(users -> DefinitionUser.refuseAny("A level that goes is", "将移除的等级", users));
    }

    /// For good, or for the time in the archive, where drafts may go on to name it.
    public Uni<?> beforeLevelsEnd(Shop shop, String program, boolean archive) {
        return (archive ? readers.liveUsersOfLevelProgram(shop, program) : readers.usersOfLevelProgram(shop, program))
                .chain(users -> and(users, others.ofLevelsBut(shop, program, List.of())))
                .invoke(users -> refuseUsed(program, users));
    }

    private static Uni<List<DefinitionUser>> and(List<DefinitionUser> users, Uni<List<DefinitionUser>> others) {
        return others.map(more -> Stream.concat(users.stream(), more.stream()).toList());
    }

    /// For good, or for the time in the archive, where drafts may go on to name it.
    public Uni<?> beforeLayersEnd(Shop shop, String set, boolean archive) {
        return (archive ? readers.liveUsersOfLayerSet(shop, set) : readers.usersOfLayerSet(shop, set))
                .invoke(users -> refuseUsed(set, users));
    }

    /// For the time in the archive, where drafts may go on to name it.
    public Uni<?> beforeArchive(Shop shop, String segment) {
        return readers.liveUsersOfSegment(shop, segment)
                .chain(users -> and(users, others.ofSegment(shop, segment)))
                .invoke(users -> refuseUsed(segment, users));
    }

    /// For good.
    public Uni<?> beforeDelete(Shop shop, String segment) {
        return readers.usersOfSegment(shop, segment)
                .chain(users -> and(users, others.ofSegment(shop, segment)))
                .invoke(users -> refuseUsed(segment, users));
    }

    private static void refuseCycle(List<String> path) {
        if (!path.isEmpty()) {
            throw cycle(path);
        }
    }

    static Refusal cycle(List<String> path) {
        var way = "`" + String.join("` → `", path) + "`";
        return RULE_CYCLE.because(
                "The rule would depend on itself: " + way + ". Take the condition on the next out of one of them.",
                "规则将依赖自身：" + way + "。请去掉其中一个引用下一项的条件。");
    }

    private static void refuseUsed(String key, List<DefinitionUser> users) {
        DefinitionUser.refuseAny("`" + key + "` is", "`" + key + "`", users);
    }
}
