package io.kequn.segment;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
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

    /// With layers that have been checked.
    Uni<?> insert(Caller caller, String key, LayerSetSpec spec, List<Layer> layers) {
        var set = new LayerSetEntity();
        set.shopId = caller.ofShop().id();
        set.key = key;
        set.name = String.valueOf(spec.name());
        set.description = spec.description();
        set.status = SegmentStatus.DRAFT.text();
        set.createdAt = now();
        set.updatedAt = set.createdAt;
        return sets.persistAndFlush(set).chain(stored -> add(caller, stored, spec, layers, 1));
    }

    Uni<?> change(Caller caller, LayerSetEntity set, LayerSetSpec spec) {
        if (set.archivedAt != null) {
            throw STATE_CONFLICT.because("The layer set is archived; unarchive it first.", "分层已归档，请先取消归档。");
        }
        return layers(caller, spec).chain(layers -> change(caller, set, spec, layers));
    }

    /// With layers that have been checked; empty if they stay.
    Uni<?> change(Caller caller, LayerSetEntity set, LayerSetSpec spec, Optional<List<Layer>> layers) {
        rename(set, spec);
        return (layers.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : versions.of(set).chain(all -> redraft(caller, set, spec, layers.get(), all)))
                .chain(() -> sets.flush());
    }

    /// A change of nothing makes no version.
    private void rename(LayerSetEntity set, LayerSetSpec spec) {
        var name = Objects.requireNonNullElse(spec.name(), set.name);
        var description = spec.description() == null ? set.description : spec.description();
        if (!name.equals(set.name) || !Objects.equals(description, set.description)) {
            set.name = name;
            set.description = description;
            set.updatedAt = now();
        }
    }

    private Uni<Optional<List<Layer>>> layers(Caller caller, LayerSetSpec spec) {
        return vocabularies.inside(caller.ofShop()).map(vocabulary -> checks.layers(vocabulary, spec));
    }

    /// To ask for the published layers again is to give up the draft that waits.
    private Uni<?> redraft(
            Caller caller, LayerSetEntity set, LayerSetSpec spec, List<Layer> layers, List<LayerSetVersionEntity> all) {
        var latest = all.getFirst();
        var text = LayerNotation.write(layers);
        boolean waits = latest.publishedAt == null;
        boolean isLive = all.stream()
                .anyMatch(version ->
                        Integer.valueOf(version.number).equals(set.liveVersion) && version.layers.equals(text));
        if (isLive) {
            return waits ? versions.delete(latest) : Uni.createFrom().voidItem();
        }
        if (latest.layers.equals(text) && waits) {
            return Uni.createFrom().voidItem();
        }
        set.updatedAt = now();
        if (waits) {
            fill(latest, caller, spec, text);
            return Uni.createFrom().voidItem();
        }
        return add(caller, set, spec, layers, latest.number + 1);
    }

    private Uni<?> add(Caller caller, LayerSetEntity set, LayerSetSpec spec, List<Layer> layers, int number) {
        var version = new LayerSetVersionEntity();
        version.shopId = set.shopId;
        version.layerSetId = set.id;
        version.number = number;
        version.createdAt = now();
        fill(version, caller, spec, LayerNotation.write(layers));
        return versions.persist(version);
    }

    private static void fill(LayerSetVersionEntity version, Caller caller, LayerSetSpec spec, String layers) {
        version.layers = layers;
        version.languageVersion = Rules.LANGUAGE_VERSION;
        version.author = caller.principal();
        version.note = spec.note();
    }

    OffsetDateTime now() {
        return OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC);
    }
}
