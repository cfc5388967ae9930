package io.kequn.segment;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.value.Patch;
import io.kequn.publication.ReadRule;
import io.kequn.publication.Rules;
import io.kequn.publication.SegmentStatus;
import io.kequn.publication.VersionEntity;
import io.kequn.rule.RuleLanguage;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Writes segments and their drafts. A published version never changes: a new rule is a new version.
@Singleton
class SegmentDrafts {
    private final ShopVocabulary vocabularies;
    private final Rules rules;
    private final SegmentRepository segments;
    private final SegmentVersionRepository versions;

    /// Only for `created_at` and `updated_at`, on which nothing depends.
    private final Clock clock = Clock.systemUTC();

    SegmentDrafts(
            ShopVocabulary vocabularies, Rules rules, SegmentRepository segments, SegmentVersionRepository versions) {
        this.vocabularies = vocabularies;
        this.rules = rules;
        this.segments = segments;
        this.versions = versions;
    }

    /// Checks the rule that was sent; empty if none was. Refuses with `rule_invalid`.
    Uni<Optional<ReadRule>> of(Shop shop, SegmentSpec spec) {
        String notation = spec.rule();
        if (notation == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return vocabularies
                .inside(shop)
                .map(vocabulary -> Optional.of(rules.readWithUses(vocabulary, notation, "/rule")));
    }

    Uni<?> insert(Caller caller, String key, SegmentSpec spec, Optional<ReadRule> draft) {
        var kind = SegmentKind.orUsual(spec.kind());
        requireRule(kind, draft);
        var segment = new SegmentEntity();
        segment.shopId = caller.ofShop().id();
        segment.key = key;
        segment.name = String.valueOf(spec.name());
        segment.description = spec.description();
        segment.kind = kind.text();
        segment.status = kind == SegmentKind.STATIC ? SegmentStatus.READY.text() : SegmentStatus.DRAFT.text();
        segment.createdAt = now();
        segment.updatedAt = segment.createdAt;
        return segments.persistAndFlush(segment)
                .chain(stored -> draft.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : versions.persist(version(caller, stored, spec, draft.get(), 1))
                                .replaceWithVoid());
    }

    /// Changes what the patch mentions; what is as it was already leaves the version as it is.
    Uni<?> change(Caller caller, SegmentEntity segment, Patch<SegmentSpec> patch, Optional<ReadRule> draft) {
        var kind = SegmentKind.of(segment.kind);
        if (patch.has("kind") && SegmentKind.orUsual(patch.values().kind()) != kind) {
            throw STATE_CONFLICT.at("/kind", "The kind of a segment never changes.", "客群类型不可更改。");
        }
        if (patch.has("rule") || draft.isPresent()) {
            requireRule(kind, draft);
        }
        boolean renamed =
                segment.rename(patch, patch.values().name(), patch.values().description());
        return draft(caller, segment, patch, draft)
                .invoke(redrafted -> {
                    if (renamed || redrafted) {
                        segment.updatedAt = now();
                    }
                })
                .call(() -> segments.flush());
    }

    /// Whether anything about the draft has changed.
    private Uni<Boolean> draft(
            Caller caller, SegmentEntity segment, Patch<SegmentSpec> patch, Optional<ReadRule> draft) {
        if (draft.isEmpty() && !patch.has("note")) {
            return Uni.createFrom().item(false);
        }
        return versions.of(caller.ofShop(), segment)
                .chain(existing -> draft.isPresent()
                        ? redraft(caller, segment, patch, draft.get(), existing)
                        : Uni.createFrom()
                                .item(VersionEntity.annotateDraft(
                                        existing, patch, patch.values().note())));
    }

    /// The live rule needs no draft; to ask for it again is to give up the draft that waits.
    private static boolean isLive(SegmentEntity segment, List<SegmentVersionEntity> existing, ReadRule draft) {
        return existing.stream()
                .anyMatch(version -> segment.isLive(version)
                        && version.hash.equals(draft.rule().hash()));
    }

    private Uni<Boolean> redraft(
            Caller caller,
            SegmentEntity segment,
            Patch<SegmentSpec> patch,
            ReadRule draft,
            List<SegmentVersionEntity> existing) {
        var latest = existing.getFirst();
        var spec = patch.values();
        boolean waits = latest.waits();
        if (isLive(segment, existing, draft)) {
            return waits
                    ? versions.delete(latest).replaceWith(true)
                    : Uni.createFrom().item(false);
        }
        if (!waits) {
            return versions.persist(version(caller, segment, spec, draft, latest.number + 1))
                    .replaceWith(true);
        }
        if (latest.hash.equals(draft.rule().hash())) {
            return Uni.createFrom().item(latest.annotate(patch, spec.note()));
        }
        fill(latest, caller, spec, draft);
        return Uni.createFrom().item(true);
    }

    private SegmentVersionEntity version(
            Caller caller, SegmentEntity segment, SegmentSpec spec, ReadRule draft, int number) {
        var version = new SegmentVersionEntity();
        version.shopId = segment.shopId;
        version.segmentId = segment.id;
        version.number = number;
        version.createdAt = now();
        fill(version, caller, spec, draft);
        return version;
    }

    private static void fill(SegmentVersionEntity version, Caller caller, SegmentSpec spec, ReadRule draft) {
        version.rule = draft.rule().text();
        version.ruleJson = draft.rule().json().toString();
        version.hash = draft.rule().hash();
        version.readsTime = draft.uses().readsTime();
        version.languageVersion = RuleLanguage.VERSION;
        version.author = caller.principal();
        version.note = spec.note();
    }

    private static void requireRule(SegmentKind kind, Optional<ReadRule> draft) {
        if (kind == SegmentKind.DYNAMIC && draft.isEmpty()) {
            throw INPUT_INVALID.at("/rule", "A dynamic segment needs a rule.", "动态客群需要规则。");
        }
        if (kind == SegmentKind.STATIC && draft.isPresent()) {
            throw INPUT_INVALID.at("/rule", "A static segment has no rule; give it members.", "静态客群没有规则，请直接添加成员。");
        }
    }

    OffsetDateTime now() {
        return OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC);
    }
}
