package io.kequn.segment;

import io.kequn.publication.ReadRule;
import io.kequn.rule.RuleLanguage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a version of a segment says: its rule, and what members are entitled to, as the database keeps that.
record SegmentContent(
        String rule,
        String ruleJson,
        String hash,
        boolean readsTime,
        int languageVersion,
        @Nullable String benefits) {
    static SegmentContent of(ReadRule draft, @Nullable String benefits) {
        return new SegmentContent(
                draft.rule().text(),
                draft.rule().json().toString(),
                draft.rule().hash(),
                draft.uses().readsTime(),
                RuleLanguage.VERSION,
                benefits);
    }

    /// With the rule of another version.
    static SegmentContent of(SegmentVersionEntity other, @Nullable String benefits) {
        return new SegmentContent(
                other.rule, other.ruleJson, other.hash, other.readsTime, other.languageVersion, benefits);
    }

    /// Whether the version says the same.
    boolean isOf(SegmentVersionEntity version) {
        return hash.equals(version.hash) && Objects.equals(benefits, version.benefits);
    }

    void into(SegmentVersionEntity version) {
        version.rule = rule;
        version.ruleJson = ruleJson;
        version.hash = hash;
        version.readsTime = readsTime;
        version.languageVersion = languageVersion;
        version.benefits = benefits;
    }
}
