package io.kequn.tagrule;

import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Caller;
import io.kequn.publication.RuleEffects;
import io.kequn.tag.AutomaticTags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/// Writes the rules of tags for who writes many definitions at once, and then checks and builds all of them
/// together.
@Singleton
public class TagRuleWrites {
    private final AutomaticTags tags;
    private final TagRuleRepository rules;
    private final TagRuleDrafts drafts;

    TagRuleWrites(AutomaticTags tags, TagRuleRepository rules, TagRuleDrafts drafts) {
        this.tags = tags;
        this.rules = rules;
        this.drafts = drafts;
    }

    /// The rule gives the tag from now on; `pointer` is where it stands.
    public Uni<?> give(Caller caller, String key, TagRuleDrafts.Wanted rule, String pointer, RuleEffects effects) {
        return tags.mark(caller.ofShop(), key, true)
                .invoke(tag -> effects.live(subject(tag), pointer))
                .invoke(tag -> excludeAround(tag, effects))
                .chain(tag -> drafts.write(caller, tag, rule));
    }

    /// The tag has another group, so that its rule may decide otherwise.
    public Uni<?> look(Caller caller, String key, String pointer, RuleEffects effects) {
        return tags.mark(caller.ofShop(), key, true).invoke(tag -> effects.live(subject(tag), pointer));
    }

    /// People alone decide about the tag from now on.
    public Uni<?> end(Caller caller, String key, RuleEffects effects) {
        return tags.mark(caller.ofShop(), key, false)
                .invoke(tag -> effects.build(subject(tag)))
                .invoke(tag -> excludeAround(tag, effects))
                .chain(tag -> rules.lock(caller.ofShop(), tag.id()))
                .chain(found -> rules.delete(found.orElseThrow()));
    }

    private static RuleSubject subject(AutomaticTags.Known tag) {
        return RuleSubject.tag(tag.id(), tag.key());
    }

    /// Rules of other tags of an exclusive group look at this one.
    private static void excludeAround(AutomaticTags.Known tag, RuleEffects effects) {
        effects.exclude(Optional.ofNullable(tag.exclusiveGroup()).map(Set::of).orElse(Set.of()));
    }
}
