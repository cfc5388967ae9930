package io.kequn.segment;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.benefit.BenefitChecks;
import io.kequn.benefit.Benefits;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Patch;
import io.kequn.publication.ReadRule;
import io.kequn.publication.Rules;
import io.kequn.publication.SegmentStatus;
import io.kequn.publication.VersionEntity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        segment.shown = Boolean.TRUE.equals(spec.isPublic());
        segment.benefits = kind == SegmentKind.STATIC ? benefits(spec) : null;
        segment.status = kind == SegmentKind.STATIC ? SegmentStatus.READY.text() : SegmentStatus.DRAFT.text();
        segment.createdAt = now();
        segment.updatedAt = segment.createdAt;
        return segments.persistAndFlush(segment)
                .chain(stored -> draft.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : versions.persist(version(
                                        caller, stored, spec, SegmentContent.of(draft.get(), benefits(spec)), 1))
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
        boolean shows = segment.show(patch);
        boolean gives = kind == SegmentKind.STATIC && give(segment, patch);
        return draft(caller, segment, patch, draft)
                .invoke(redrafted -> {
                    if (renamed || shows || gives || redrafted) {
                        segment.updatedAt = now();
                    }
                })
                .call(() -> segments.flush());
    }

    private static @Nullable String benefits(SegmentSpec spec) {
        return Benefits.write(BenefitChecks.benefits(new Inputs(), spec.benefits()));
    }

    /// What a static segment gives needs no draft, as its members do; whether it is something else.
    private static boolean give(SegmentEntity segment, Patch<SegmentSpec> patch) {
        @Nullable String before = segment.benefits;
        segment.benefits = patch.or("benefits", benefits(patch.values()), before);
        return !Objects.equals(segment.benefits, before);
    }

    /// Whether anything about the draft has changed.
    private Uni<Boolean> draft(
            Caller caller, SegmentEntity segment, Patch<SegmentSpec> patch, Optional<ReadRule> draft) {
        boolean drafts = draft.isPresent() || (patch.has("benefits") && !segment.hasNoRule());
        if (!drafts && !patch.has("note")) {
            return Uni.createFrom().item(false);
        }
        return versions.of(caller.ofShop(), segment)
                .chain(existing -> drafts
                        ? redraft(caller, segment, patch, wanted(existing.getFirst(), patch, draft), existing)
                        : Uni.createFrom()
                                .item(VersionEntity.annotateDraft(
                                        existing, patch, patch.values().note())));
    }

    /// What the patch does not mention stays as it is drafted, or else live.
    private static SegmentContent wanted(
            SegmentVersionEntity latest, Patch<SegmentSpec> patch, Optional<ReadRule> draft) {
        @Nullable String benefits = patch.or("benefits", benefits(patch.values()), latest.benefits);
        return draft.map(rule -> SegmentContent.of(rule, benefits))
                .orElseGet(() -> SegmentContent.of(latest, benefits));
    }

    /// What is live needs no draft; to ask for it again is to give up the draft that waits.
    private static boolean isLive(SegmentEntity segment, List<SegmentVersionEntity> existing, SegmentContent content) {
        return existing.stream().anyMatch(version -> segment.isLive(version) && content.isOf(version));
    }

    private Uni<Boolean> redraft(
            Caller caller,
            SegmentEntity segment,
            Patch<SegmentSpec> patch,
            SegmentContent content,
            List<SegmentVersionEntity> existing) {
        var latest = existing.getFirst();
        var spec = patch.values();
        boolean waits = latest.waits();
        if (isLive(segment, existing, content)) {
            return waits
                    ? versions.delete(latest).replaceWith(true)
                    : Uni.createFrom().item(false);
        }
        if (!waits) {
            return versions.persist(version(caller, segment, spec, content, latest.number + 1))
                    .replaceWith(true);
        }
        if (content.isOf(latest)) {
            return Uni.createFrom().item(latest.annotate(patch, spec.note()));
        }
        fill(latest, caller, spec, content);
        return Uni.createFrom().item(true);
    }

    private SegmentVersionEntity version(
            Caller caller, SegmentEntity segment, SegmentSpec spec, SegmentContent content, int number) {
        var version = new SegmentVersionEntity();
        version.shopId = segment.shopId;
        version.segmentId = segment.id;
        version.number = number;
        version.createdAt = now();
        fill(version, caller, spec, content);
        return version;
    }

    private static void fill(SegmentVersionEntity version, Caller caller, SegmentSpec spec, SegmentContent content) {
        content.into(version);
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
