package io.kequn.segment;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.evaluation.RuleSubject;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.evaluation.SegmentClock;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.job.NewJob;
import io.kequn.publication.Builds;
import io.kequn.publication.PublicationChecks;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/// What happens to a segment under the exclusive rules lock. Each verb changes the definition and queues one
/// build; the facts follow in transactions of their own.
@Singleton
class SegmentPublication implements Builds {
    private static final String MEMBERS = """
        select (select count(*) from segment_member where shop_id = ?1 and segment_id = ?2)\
        """;

    private final SegmentRepository segments;
    private final SegmentVersionRepository versions;
    private final SegmentDrafts drafts;
    private final PublicationChecks checks;

    SegmentPublication(
            SegmentRepository segments,
            SegmentVersionRepository versions,
            SegmentDrafts drafts,
            PublicationChecks checks) {
        this.segments = segments;
        this.versions = versions;
        this.drafts = drafts;
        this.checks = checks;
    }

    /// Makes the draft live; without one, builds the live version anew.
    Uni<?> publish(Caller caller, SegmentEntity segment) {
        refuseUnpublishable(segment);
        return publishWaiting(caller, segment);
    }

    /// The same for a segment with a rule, which comes back if it was archived.
    Uni<?> publishWaiting(Caller caller, SegmentEntity segment) {
        return versions.of(caller.ofShop(), segment)
                .map(segment::waitingOrLive)
                .chain(version -> publish(caller, segment, version));
    }

    /// Makes one of the versions live.
    Uni<?> publish(Caller caller, SegmentEntity segment, int number) {
        refuseUnpublishable(segment);
        return publishVersion(caller, segment, number);
    }

    private Uni<?> publishVersion(Caller caller, SegmentEntity segment, int number) {
        return versions.of(caller.ofShop(), segment)
                .map(all -> all.stream()
                        .filter(version -> version.number == number)
                        .findFirst()
                        .orElseThrow(() -> SegmentVersions.missing(number)))
                .chain(version -> publish(caller, segment, version));
    }

    private static void refuseUnpublishable(SegmentEntity segment) {
        if (segment.hasNoRule()) {
            throw STATE_CONFLICT.because(
                    "A static segment has no rule to publish; it is ready as it is.", "静态客群没有规则，无需发布。");
        }
        refuseArchived(segment);
    }

    /// One that is archived already loses its members again, should some be left.
    Uni<?> archive(Caller caller, SegmentEntity segment) {
        if (segment.archivedAt != null) {
            return build(caller, segment);
        }
        return checks.beforeArchive(caller.ofShop(), segment.key)
                .invoke(() -> segment.archive(drafts.now()))
                .chain(() -> build(caller, segment));
    }

    Uni<?> unarchive(Caller caller, SegmentEntity segment) {
        if (segment.archivedAt == null) {
            throw STATE_CONFLICT.because("The segment is not archived.", "客群未归档。");
        }
        if (segment.liveVersion != null) {
            return publishVersion(caller, segment, segment.liveVersion);
        }
        return bringBack(segment) ? build(caller, segment) : Uni.createFrom().voidItem();
    }

    /// For who checks all that is live afterwards; whether a build is due.
    boolean bringBack(SegmentEntity segment) {
        segment.archivedAt = null;
        segment.updatedAt = drafts.now();
        if (segment.liveVersion != null || segment.hasNoRule()) {
            return true;
        }
        segment.status = SegmentStatus.DRAFT.text();
        return false;
    }

    Uni<?> delete(Caller caller, SegmentEntity segment) {
        boolean draft = segment.liveVersion == null && !segment.hasNoRule();
        if (!draft && segment.archivedAt == null) {
            throw STATE_CONFLICT.because("Archive the segment first.", "请先归档客群。");
        }
        return checks.beforeDelete(caller.ofShop(), segment.key)
                .chain(DefinitionTransaction::session)
                .chain(session -> session.createNativeQuery(MEMBERS, Long.class)
                        .setParameter(1, segment.shopId)
                        .setParameter(2, segment.id)
                        .getSingleResult())
                .invoke(SegmentPublication::refuseMembers)
                .chain(() -> forgetOverrides(segment))
                .chain(() -> versions.delete("segmentId", segment.id))
                .chain(() -> segments.delete(segment));
    }

    private static Uni<Integer> forgetOverrides(SegmentEntity segment) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(
                                "delete from segment_override where shop_id = ?1 and segment_id = ?2")
                        .setParameter(1, segment.shopId)
                        .setParameter(2, segment.id)
                        .executeUpdate());
    }

    private static void refuseMembers(long members) {
        if (members > 0) {
            throw STATE_CONFLICT.because(
                    "The segment still loses its members; try again in a moment, or archive it again if its job has failed.",
                    "客群成员仍在清除中，请稍后重试；若任务失败，请再次归档。");
        }
    }

    private Uni<?> publish(Caller caller, SegmentEntity segment, SegmentVersionEntity version) {
        return checks.beforeLive(caller.ofShop(), segment.key, version.rule)
                .invoke(() -> segment.goLive(version, drafts.now()))
                .chain(() -> build(caller, segment));
    }

    @Override
    public Kind builds() {
        return Kind.SEGMENT;
    }

    @Override
    public Uni<?> build(Caller caller, RuleSubject subject) {
        return segments.lockExisting(caller.ofShop(), subject.key()).chain(segment -> build(caller, segment));
    }

    /// Queues a build, which takes over from one that is running.
    private Uni<?> build(Caller caller, SegmentEntity segment) {
        if (segment.archivedAt == null) {
            segment.status = SegmentStatus.BUILDING.text();
        }
        return planClock(caller, segment)
                .chain(() -> Jobs.create(caller, build(segment)))
                .invoke(job -> segment.buildId = job.id());
    }

    private static NewJob build(SegmentEntity segment) {
        return NewJob.of(SegmentBuild.KIND, new JsonObject().put("segment", segment.id));
    }

    private static Uni<Void> planClock(Caller caller, SegmentEntity segment) {
        return segment.readsTime
                ? SegmentClock.plan(caller.ofShop())
                : Uni.createFrom().voidItem();
    }

    private static void refuseArchived(SegmentEntity segment) {
        if (segment.archivedAt != null) {
            throw STATE_CONFLICT.because("The segment is archived; unarchive it first.", "客群已归档，请先取消归档。");
        }
    }
}
