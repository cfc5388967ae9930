package io.kequn.tagrule;

import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.publication.SegmentStatus;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleUses;
import io.kequn.tag.AutomaticTags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the rules that give tags, and keeps what they were. They are live once they are written, so that
/// circles must be looked for and builds be queued in the same transaction.
@Singleton
public class TagRuleDrafts {
    private static final int HIGHEST_PRIORITY = 1_000_000;

    private final TagRuleRepository rules;

    /// Only for `created_at` and `updated_at`, on which nothing depends.
    private final Clock clock = Clock.systemUTC();

    TagRuleDrafts(TagRuleRepository rules) {
        this.rules = rules;
    }

    /// A checked rule.
    public record Wanted(
            Rule rule,
            RuleUses uses,
            int priority,
            @Nullable String note) {
        boolean isThat(TagRuleEntity stored) {
            return stored.hash.equals(rule.hash())
                    && stored.priority == priority
                    && !stored.status.equals(SegmentStatus.FAILED.text());
        }
    }

    /// 0 unless said.
    public static int priority(Inputs inputs, @Nullable Integer given) {
        int priority = Objects.requireNonNullElse(given, 0);
        inputs.require(
                Math.abs((long) priority) <= HIGHEST_PRIORITY,
                "/priority",
                "Must lie between -1,000,000 and 1,000,000.",
                "须在 -1,000,000 与 1,000,000 之间。");
        return priority;
    }

    Uni<?> write(Caller caller, AutomaticTags.Known tag, Wanted wanted) {
        return rules.lock(caller.ofShop(), tag.id()).chain(found -> write(caller, tag, wanted, found));
    }

    private Uni<?> write(Caller caller, AutomaticTags.Known tag, Wanted wanted, Optional<TagRuleEntity> found) {
        var rule = found.orElseGet(TagRuleEntity::new);
        fill(rule, caller, wanted);
        if (found.isEmpty()) {
            rule.tagId = tag.id();
            rule.shopId = caller.ofShop().id();
            rule.createdAt = rule.updatedAt;
        }
        Uni<?> written = found.isEmpty() ? rules.persistAndFlush(rule).chain(TagRuleHistory::goOn) : rules.flush();
        return written.chain(() -> TagRuleHistory.add(rule, wanted.note));
    }

    private void fill(TagRuleEntity rule, Caller caller, Wanted wanted) {
        rule.rule = wanted.rule.text();
        rule.ruleJson = wanted.rule.json().toString();
        rule.hash = wanted.rule.hash();
        rule.priority = wanted.priority;
        rule.readsTime = wanted.uses.readsTime();
        rule.languageVersion = RuleLanguage.VERSION;
        rule.status = SegmentStatus.BUILDING.text();
        rule.author = caller.principal();
        rule.updatedAt = OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC);
    }
}
