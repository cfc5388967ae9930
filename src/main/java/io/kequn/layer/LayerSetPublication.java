package io.kequn.layer;

import static io.kequn.platform.problem.ErrorCode.IN_USE;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.RuleSubject;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.evaluation.SegmentClock;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.job.NewJob;
import io.kequn.publication.Builds;
import io.kequn.publication.LostLayer;
import io.kequn.publication.PublicationChecks;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What happens to a layer set under the exclusive rules lock. Each verb changes the definition and queues one
/// build; the facts follow in transactions of their own.
@Singleton
class LayerSetPublication implements Builds {
    private static final String MEMBERS =
            "select count(*) n from layer_member where shop_id = $1 and layer_set_id = $2";

    private final LayerSetRepository sets;
    private final LayerSetVersionRepository versions;
    private final LayerRepository layers;
    private final LayerSetDrafts drafts;
    private final LayerChecks checks;
    private final PublicationChecks uses;
    private final ShopVocabulary vocabularies;

    LayerSetPublication(
            LayerSetRepository sets,
            LayerSetVersionRepository versions,
            LayerRepository layers,
            LayerSetDrafts drafts,
            LayerChecks checks,
            PublicationChecks uses,
            ShopVocabulary vocabularies) {
        this.sets = sets;
        this.versions = versions;
        this.layers = layers;
        this.drafts = drafts;
        this.checks = checks;
        this.uses = uses;
        this.vocabularies = vocabularies;
    }

    /// Makes the draft live; without one, builds the live version anew.
    Uni<?> publish(Caller caller, LayerSetEntity set) {
        refuseArchived(set);
        return versions.of(set).map(set::waitingOrLive).chain(version -> publish(caller, set, version));
    }

    /// Makes one of the versions live.
    Uni<?> publish(Caller caller, LayerSetEntity set, int number) {
        refuseArchived(set);
        return publishVersion(caller, set, number);
    }

    private Uni<?> publishVersion(Caller caller, LayerSetEntity set, int number) {
        return versions.of(set)
                .map(all -> all.stream()
                        .filter(version -> version.number == number)
                        .findFirst()
                        .orElseThrow(() -> LayerSetVersions.missing(number)))
                .chain(version -> publish(caller, set, version));
    }

    /// One that is archived already loses its customers again, should some be left.
    Uni<?> archive(Caller caller, LayerSetEntity set) {
        if (set.archivedAt != null) {
            return build(caller, set);
        }
        return uses.beforeLayersEnd(caller.ofShop(), set.key, true)
                .invoke(() -> set.archive(drafts.now()))
                .chain(() -> build(caller, set));
    }

    Uni<?> unarchive(Caller caller, LayerSetEntity set) {
        if (set.archivedAt == null) {
            throw STATE_CONFLICT.because("The layer set is not archived.", "分层未归档。");
        }
        if (set.liveVersion != null) {
            return publishVersion(caller, set, set.liveVersion);
        }
        return bringBack(set) ? build(caller, set) : Uni.createFrom().voidItem();
    }

    /// As `makeLive`; whether a build is due.
    boolean bringBack(LayerSetEntity set) {
        set.archivedAt = null;
        set.updatedAt = drafts.now();
        if (set.liveVersion != null) {
            return true;
        }
        set.status = SegmentStatus.DRAFT.text();
        return false;
    }

    Uni<?> delete(Caller caller, LayerSetEntity set) {
        if (set.liveVersion != null && set.archivedAt == null) {
            throw STATE_CONFLICT.because("Archive the layer set first.", "请先归档分层。");
        }
        return uses.beforeLayersEnd(caller.ofShop(), set.key, false)
                .chain(() -> DefinitionTransaction.find(row -> row.number("n"), MEMBERS, set.shopId, set.id))
                .invoke(members -> refuseMembers(members.orElse(0L)))
                .chain(() -> versions.delete("layerSetId", set.id))
                .chain(() -> layers.delete("layerSetId", set.id))
                .chain(() -> sets.delete(set));
    }

    private Uni<?> publish(Caller caller, LayerSetEntity set, LayerSetVersionEntity version) {
        var shop = caller.ofShop();
        var wanted = LayerNotation.read(version.layers);
        return vocabularies
                .inside(shop)
                .map(vocabulary -> checks.uses(vocabulary, wanted))
                .chain(read -> makeLive(set, version, read.readsTime()))
                .chain(() -> uses.afterLayersChanged(shop, set.key).invoke(LayerSetPublication::refuseBroken))
                .chain(() -> build(caller, set));
    }

    /// For who checks all that is live afterwards, and then queues the build.
    Uni<Void> makeLive(LayerSetEntity set, LayerSetVersionEntity version, boolean readsTime) {
        set.goLive(version, readsTime, drafts.now());
        return layers.replace(set, LayerNotation.read(version.layers));
    }

    /// Rules that ask for a layer which is not there any more.
    private static void refuseBroken(List<LostLayer> lost) {
        if (!lost.isEmpty()) {
            var layers = named(lost.stream().map(LostLayer::layer));
            var readers = named(lost.stream().map(LostLayer::reader));
            throw IN_USE.because(
                    "Layers that go are read: " + layers + " by " + readers + "; change those first.",
                    "将移除的层 " + layers + " 正被 " + readers + " 使用，请先修改。");
        }
    }

    private static String named(Stream<?> those) {
        return those.map(Object::toString).distinct().collect(Collectors.joining(", "));
    }

    @Override
    public Kind builds() {
        return Kind.LAYER_SET;
    }

    @Override
    public Uni<?> build(Caller caller, RuleSubject subject) {
        return sets.lockExisting(caller.ofShop(), subject.key()).chain(set -> build(caller, set));
    }

    /// Queues a build, which takes over from one that is running.
    private Uni<?> build(Caller caller, LayerSetEntity set) {
        if (set.archivedAt == null) {
            set.status = SegmentStatus.BUILDING.text();
        }
        var job = NewJob.of(LayerSetBuild.KIND, new JsonObject().put("layerSet", set.id));
        return (set.readsTime
                        ? SegmentClock.plan(caller.ofShop())
                        : Uni.createFrom().voidItem())
                .chain(() -> Jobs.create(caller, job))
                .invoke(made -> set.buildId = made.id());
    }

    private static void refuseMembers(long members) {
        if (members > 0) {
            throw STATE_CONFLICT.because(
                    "The layer set still loses its customers; try again in a moment, or archive it again if its job has"
                            + " failed.",
                    "分层仍在清除客户，请稍后重试；若任务失败，请再次归档。");
        }
    }

    private static void refuseArchived(LayerSetEntity set) {
        if (set.archivedAt != null) {
            throw STATE_CONFLICT.because("The layer set is archived; unarchive it first.", "分层已归档，请先取消归档。");
        }
    }
}
