package io.kequn.tagrule;

import io.kequn.evaluation.RuleSubject;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.evaluation.SegmentClock;
import io.kequn.platform.access.Caller;
import io.kequn.platform.job.Job;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.job.NewJob;
import io.kequn.publication.Builds;
import io.kequn.publication.PublicationChecks;
import io.kequn.publication.SegmentStatus;
import io.kequn.tag.AutomaticTags;
import io.kequn.tag.ExclusionUse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Puts the rules that give tags to work, inside the transaction that changes them, under the exclusive rules
/// lock: refuses circles and queues builds.
@Singleton
class TagRulePublication implements ExclusionUse, Builds {
    private final TagRuleRepository rules;
    private final AutomaticTags tags;
    private final PublicationChecks checks;

    TagRulePublication(TagRuleRepository rules, AutomaticTags tags, PublicationChecks checks) {
        this.rules = rules;
        this.tags = tags;
        this.checks = checks;
    }

    /// After a rule was written. Those of the same exclusive group look at it.
    Uni<?> publish(Caller caller, AutomaticTags.Known tag) {
        return around(caller, tag)
                .call(() -> checks.afterTagsChanged(caller.ofShop()))
                .chain(ids -> build(caller, ids));
    }

    /// After a rule was taken away. Others of an exclusive group may give their tags now.
    Uni<Job> end(Caller caller, AutomaticTags.Known tag) {
        return around(caller, tag).chain(ids -> build(caller, ids)).chain(() -> Jobs.create(caller, job(tag.id())));
    }

    @Override
    public Uni<?> exclusionChanged(Caller caller, Set<Integer> groups, Set<Integer> moved) {
        return tags.inGroups(caller.ofShop(), groups)
                .map(ids ->
                        Stream.concat(ids.stream(), moved.stream()).distinct().toList())
                .call(() -> checks.afterTagsChanged(caller.ofShop()))
                .chain(ids -> build(caller, ids));
    }

    @Override
    public Kind builds() {
        return Kind.TAG;
    }

    /// Of a tag without a rule, those lose it who had it from the rule alone.
    @Override
    public Uni<?> build(Caller caller, RuleSubject tag) {
        return rules.lock(caller.ofShop(), tag.id())
                .chain(found -> found.isPresent() ? build(caller, found.get()) : Jobs.create(caller, job(tag.id())));
    }

    /// Queues a build, which takes over from one that is running.
    private Uni<?> build(Caller caller, TagRuleEntity rule) {
        rule.status = SegmentStatus.BUILDING.text();
        return (rule.readsTime
                        ? SegmentClock.plan(caller.ofShop())
                        : Uni.createFrom().voidItem())
                .chain(() -> Jobs.create(caller, job(rule.tagId)))
                .invoke(job -> rule.buildId = job.id());
    }

    /// The tag itself, or all that rules give of its exclusive group.
    private Uni<List<Integer>> around(Caller caller, AutomaticTags.Known tag) {
        var group = tag.exclusiveGroup();
        return group == null ? Uni.createFrom().item(List.of(tag.id())) : tags.inGroups(caller.ofShop(), Set.of(group));
    }

    private static NewJob job(int tag) {
        return NewJob.of(TagRuleBuild.KIND, new JsonObject().put("tag", tag));
    }

    private Uni<?> build(Caller caller, Collection<Integer> ids) {
        return rules.lockAll(caller.ofShop(), ids)
                .onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found))
                .onItem()
                .transformToUniAndConcatenate(rule -> build(caller, rule))
                .collect()
                .last();
    }
}
