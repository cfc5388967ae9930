package io.kequn.layer;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Patch;
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

/// Writes layer sets and their drafts. Published layers never change: others are a new version.
@Singleton
class LayerSetDrafts {
    private final LayerSetRepository sets;
    private final LayerSetVersionRepository versions;
    private final ShopVocabulary vocabularies;
    private final LayerChecks checks;

    /// Only for `created_at` and `updated_at`, on which nothing depends.
    private final Clock clock = Clock.systemUTC();

    LayerSetDrafts(
            LayerSetRepository sets,
            LayerSetVersionRepository versions,
            ShopVocabulary vocabularies,
            LayerChecks checks) {
        this.sets = sets;
        this.versions = versions;
        this.vocabularies = vocabularies;
        this.checks = checks;
    }

    Uni<?> insert(Caller caller, String key, LayerSetSpec spec) {
        var inputs = new Inputs();
        inputs.given("/name", spec.name());
        inputs.given("/layers", spec.layers());
        inputs.check();
        return layers(caller, spec).chain(layers -> insert(caller, key, spec, layers.orElseThrow()));
    }

    /// With layers that have been checked, as they are stored.
    Uni<?> insert(Caller caller, String key, LayerSetSpec spec, String layers) {
        var set = new LayerSetEntity();
        set.shopId = caller.ofShop().id();
        set.key = key;
        set.name = String.valueOf(spec.name());
        set.description = spec.description();
        set.shown = Boolean.TRUE.equals(spec.isPublic());
        set.status = SegmentStatus.DRAFT.text();
        set.createdAt = now();
        set.updatedAt = set.createdAt;
        return sets.persistAndFlush(set).chain(stored -> add(caller, stored, spec, layers, 1));
    }

    /// Changes what the patch mentions; what is as it was already leaves the version as it is.
    Uni<?> change(Caller caller, LayerSetEntity set, Patch<LayerSetSpec> patch) {
        if (set.archivedAt != null) {
            throw STATE_CONFLICT.because("The layer set is archived; unarchive it first.", "分层已归档，请先取消归档。");
        }
        return layers(caller, patch.values()).chain(layers -> change(caller, set, patch, layers));
    }

    /// With layers that have been checked, as they are stored; empty if they stay.
    Uni<?> change(Caller caller, LayerSetEntity set, Patch<LayerSetSpec> patch, Optional<String> layers) {
        var spec = patch.values();
        boolean renamed = set.rename(patch, spec.name(), spec.description());
        boolean shows = set.show(patch);
        return draft(caller, set, patch, layers)
                .invoke(redrafted -> {
                    if (renamed || shows || redrafted) {
                        set.updatedAt = now();
                    }
                })
                .call(() -> sets.flush());
    }

    /// The layers that were sent, as they are stored; empty if none were.
    private Uni<Optional<String>> layers(Caller caller, LayerSetSpec spec) {
        return vocabularies
                .inside(caller.ofShop())
                .map(vocabulary -> checks.layers(vocabulary, spec).map(LayerNotation::write));
    }

    /// Whether anything about the draft has changed.
    private Uni<Boolean> draft(Caller caller, LayerSetEntity set, Patch<LayerSetSpec> patch, Optional<String> layers) {
        if (layers.isEmpty() && !patch.has("note")) {
            return Uni.createFrom().item(false);
        }
        return versions.of(set)
                .chain(all -> layers.isPresent()
                        ? redraft(caller, set, patch, layers.get(), all)
                        : Uni.createFrom()
                                .item(VersionEntity.annotateDraft(
                                        all, patch, patch.values().note())));
    }

    /// To ask for the published layers again is to give up the draft that waits.
    private Uni<Boolean> redraft(
            Caller caller,
            LayerSetEntity set,
            Patch<LayerSetSpec> patch,
            String layers,
            List<LayerSetVersionEntity> all) {
        var latest = all.getFirst();
        var spec = patch.values();
        boolean isLive = all.stream().anyMatch(version -> set.isLive(version) && version.layers.equals(layers));
        if (isLive) {
            return latest.waits()
                    ? versions.delete(latest).replaceWith(true)
                    : Uni.createFrom().item(false);
        }
        if (!latest.waits()) {
            return add(caller, set, spec, layers, latest.number + 1).replaceWith(true);
        }
        if (latest.layers.equals(layers)) {
            return Uni.createFrom().item(latest.annotate(patch, spec.note()));
        }
        fill(latest, caller, spec, layers);
        return Uni.createFrom().item(true);
    }

    private Uni<?> add(Caller caller, LayerSetEntity set, LayerSetSpec spec, String layers, int number) {
        var version = new LayerSetVersionEntity();
        version.shopId = set.shopId;
        version.layerSetId = set.id;
        version.number = number;
        version.createdAt = now();
        fill(version, caller, spec, layers);
        return versions.persist(version);
    }

    private static void fill(LayerSetVersionEntity version, Caller caller, LayerSetSpec spec, String layers) {
        version.layers = layers;
        version.languageVersion = RuleLanguage.VERSION;
        version.author = caller.principal();
        version.note = spec.note();
    }

    OffsetDateTime now() {
        return OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC);
    }
}
