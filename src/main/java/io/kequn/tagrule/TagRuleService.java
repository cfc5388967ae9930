package io.kequn.tagrule;

import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;
import static io.kequn.platform.access.Scope.TAGS_READ;
import static io.kequn.platform.access.Scope.TAGS_WRITE;

import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.publication.PublishedEntity;
import io.kequn.publication.Rules;
import io.kequn.tag.AutomaticTags;
import io.kequn.tag.TagReads;
import io.kequn.tagrule.TagRuleDrafts.Wanted;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives tags rules and takes them back. A rule is live at once, for every writer; a build brings the customers
/// whom nobody writes to the same state.
@Singleton
public class TagRuleService {
    private final DefinitionTransaction definitions;
    private final ShopVocabulary vocabularies;
    private final Rules rules;
    private final TagRuleRepository stored;
    private final TagRuleDrafts drafts;
    private final TagRulePublication publication;
    private final AutomaticTags tags;
    private final TagRuleReads reads;
    private final TagReads tagReads;
    private final Jobs jobs;

    TagRuleService(
            DefinitionTransaction definitions,
            ShopVocabulary vocabularies,
            Rules rules,
            TagRuleRepository stored,
            TagRuleDrafts drafts,
            TagRulePublication publication,
            AutomaticTags tags,
            TagRuleReads reads,
            TagReads tagReads,
            Jobs jobs) {
        this.definitions = definitions;
        this.vocabularies = vocabularies;
        this.rules = rules;
        this.stored = stored;
        this.drafts = drafts;
        this.publication = publication;
        this.tags = tags;
        this.reads = reads;
        this.tagReads = tagReads;
        this.jobs = jobs;
    }

    /// A rule that was put, and whether the tag had none before.
    public record Put(TagRule rule, boolean created) {}

    /// Refuses with `tag_not_found`, and with `tag_rule_not_found` for a tag that only people give.
    public Uni<TagRule> get(String tag) {
        var shop = Caller.with(TAGS_READ).ofShop();
        return reads.find(shop, tag)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(found.get())
                        : tagReads.get(tag).map(known -> {
                            throw Kind.TAG.missing(tag);
                        }));
    }

    /// The rules of these tags in the order asked, null for a tag without one.
    public Uni<List<@Nullable TagRule>> ofTags(List<String> keys) {
        return reads.of(Caller.with(TAGS_READ).ofShop(), keys)
                .map(found -> keys.stream().<@Nullable TagRule>map(found::get).toList());
    }

    /// Makes this the tag's rule; nothing happens if it is already.
    public Uni<Put> put(String tag, TagRuleSpec spec, ExpectedVersion expected) {
        var caller = Caller.with(TAGS_WRITE).and(SEGMENTS_PUBLISH);
        var inputs = new Inputs();
        inputs.given("/rule", spec.rule());
        int priority = TagRuleDrafts.priority(inputs, spec.priority());
        var note = inputs.optionalText("/note", spec.note(), PublishedEntity.DESCRIPTION_LENGTH);
        inputs.check();
        var command = new Command<>(caller, "tags/" + tag + "/rule", spec, Put.class);
        return definitions
                .writeRules(
                        command,
                        () -> tags.mark(caller.ofShop(), tag, true)
                                .chain(known -> wanted(caller, spec, priority, note)
                                        .chain(wanted -> put(caller, known, wanted, expected))))
                .invoke(jobs::wake);
    }

    /// Ends the rule: people alone decide about the tag, and those who had it from the rule lose it by a job.
    public Uni<TagRuleEnd> end(String tag, ExpectedVersion expected) {
        var caller = Caller.with(TAGS_WRITE).and(SEGMENTS_PUBLISH);
        var command = new Command<>(caller, "tags/" + tag + "/rule/delete", Map.of(), TagRuleEnd.class);
        return definitions
                .writeRules(
                        command,
                        () -> tags.mark(caller.ofShop(), tag, false)
                                .call(known -> stored.lock(caller.ofShop(), known.id())
                                        .map(found -> found.orElseThrow(() -> Kind.TAG.missing(tag)))
                                        .invoke(rule -> expected.check(rule.version))
                                        .chain(stored::delete))
                                .chain(known -> publication.end(caller, known))
                                .map(job -> new TagRuleEnd(tag, job)))
                .invoke(jobs::wake);
    }

    private Uni<Wanted> wanted(Caller caller, TagRuleSpec spec, int priority, @Nullable String note) {
        return vocabularies.inside(caller.ofShop()).map(vocabulary -> {
            var read = rules.readWithUses(vocabulary, String.valueOf(spec.rule()), "/rule");
            return new Wanted(read.rule(), read.uses(), priority, note);
        });
    }

    private Uni<Put> put(Caller caller, AutomaticTags.Known tag, Wanted wanted, ExpectedVersion expected) {
        return stored.lock(caller.ofShop(), tag.id()).chain(found -> {
            expected.check(found.map(rule -> rule.version).orElse(0));
            return (found.filter(wanted::isThat).isPresent() ? stored.flush() : publish(caller, tag, wanted))
                    .chain(() -> TagRuleReads.inside(caller.ofShop(), tag.key()))
                    .map(rule -> new Put(rule, found.isEmpty()));
        });
    }

    private Uni<?> publish(Caller caller, AutomaticTags.Known tag, Wanted wanted) {
        return drafts.write(caller, tag, wanted).chain(() -> publication.publish(caller, tag));
    }
}
