package io.kequn.level;

import static io.kequn.platform.problem.ErrorCode.LEVEL_PROGRAM_VERSION_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.RuleSubject;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.evaluation.SegmentClock;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.job.NewJob;
import io.kequn.platform.problem.Refusal;
import io.kequn.publication.Builds;
import io.kequn.publication.PublicationChecks;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;

/// What happens to a program under the exclusive rules lock. Each verb changes the definition and queues one
/// build; the customers follow in transactions of their own.
@Singleton
class LevelProgramPublication implements Builds {
    private static final String CUSTOMERS =
            "select count(*) n from customer_level where shop_id = $1 and level_program_id = $2";

    private final LevelProgramRepository programs;
    private final LevelProgramVersionRepository versions;
    private final LevelRepository levels;
    private final LevelProgramDrafts drafts;
    private final LevelChecks checks;
    private final PublicationChecks uses;
    private final ShopVocabulary vocabularies;

    LevelProgramPublication(
            LevelProgramRepository programs,
            LevelProgramVersionRepository versions,
            LevelRepository levels,
            LevelProgramDrafts drafts,
            LevelChecks checks,
            PublicationChecks uses,
            ShopVocabulary vocabularies) {
        this.programs = programs;
        this.versions = versions;
        this.levels = levels;
        this.drafts = drafts;
        this.checks = checks;
        this.uses = uses;
        this.vocabularies = vocabularies;
    }

    /// Makes the draft live; without one, builds the live version anew.
    Uni<?> publish(Caller caller, LevelProgramEntity program) {
        refuseArchived(program);
        return versions.of(program).map(program::waitingOrLive).chain(version -> publish(caller, program, version));
    }

    /// Makes one of the versions live.
    Uni<?> publish(Caller caller, LevelProgramEntity program, int number) {
        refuseArchived(program);
        return publishVersion(caller, program, number);
    }

    private Uni<?> publishVersion(Caller caller, LevelProgramEntity program, int number) {
        return versions.of(program)
                .map(all -> all.stream()
                        .filter(version -> version.number == number)
                        .findFirst()
                        .orElseThrow(() -> missing(number)))
                .chain(version -> publish(caller, program, version));
    }

    static Refusal missing(int number) {
        return LEVEL_PROGRAM_VERSION_NOT_FOUND.because(
                "The level program has no version " + number + ".", "等级体系没有版本 " + number + "。");
    }

    /// One that is archived already loses its customers again, should some be left.
    Uni<?> archive(Caller caller, LevelProgramEntity program) {
        if (program.archivedAt != null) {
            return build(caller, program, true);
        }
        return uses.beforeLevelsEnd(caller.ofShop(), program.key, true)
                .invoke(() -> program.archive(drafts.now()))
                .chain(() -> build(caller, program, true));
    }

    Uni<?> unarchive(Caller caller, LevelProgramEntity program) {
        if (program.archivedAt == null) {
            throw STATE_CONFLICT.because("The level program is not archived.", "等级体系未归档。");
        }
        if (program.liveVersion != null) {
            return publishVersion(caller, program, program.liveVersion);
        }
        bringBack(program);
        return Uni.createFrom().voidItem();
    }

    /// As `makeLive`; whether a build is due.
    boolean bringBack(LevelProgramEntity program) {
        program.archivedAt = null;
        program.updatedAt = drafts.now();
        if (program.liveVersion != null) {
            return true;
        }
        program.status = SegmentStatus.DRAFT.text();
        return false;
    }

    Uni<?> delete(Caller caller, LevelProgramEntity program) {
        if (program.liveVersion != null && program.archivedAt == null) {
            throw STATE_CONFLICT.because("Archive the level program first.", "请先归档等级体系。");
        }
        return uses.beforeLevelsEnd(caller.ofShop(), program.key, false)
                .chain(() -> DefinitionTransaction.find(row -> row.number("n"), CUSTOMERS, program.shopId, program.id))
                .invoke(customers -> refuseCustomers(customers.orElse(0L)))
                .chain(() -> versions.delete("levelProgramId", program.id))
                .chain(() -> levels.delete("levelProgramId", program.id))
                .chain(() -> programs.delete(program));
    }

    private Uni<?> publish(Caller caller, LevelProgramEntity program, LevelProgramVersionEntity version) {
        return versions.of(program)
                .map(all -> adapts(program, all, version))
                .chain(adapts ->
                        publish(caller.ofShop(), program, version).chain(() -> build(caller, program, adapts)));
    }

    private Uni<?> publish(Shop shop, LevelProgramEntity program, LevelProgramVersionEntity version) {
        return vocabularies
                .inside(shop)
                .map(vocabulary -> checks.uses(vocabulary, LevelTerms.read(version.terms)))
                .chain(read -> makeLive(program, version, read.readsTime()))
                .chain(() -> uses.afterLevelsChanged(
                        shop, program.key, LevelTerms.read(version.terms).keys()));
    }

    /// Whether standings may be others by this version though what the customers qualify for is as before. Nobody
    /// stands in a program that was never live; and after a build that has not ended well everybody is looked at.
    private static boolean adapts(
            LevelProgramEntity program, List<LevelProgramVersionEntity> all, LevelProgramVersionEntity version) {
        var terms = LevelTerms.read(version.terms);
        boolean settled = program.status.equals(SegmentStatus.READY.text());
        return program.liveVersion != null
                && !(settled
                        && all.stream()
                                .filter(program::isLive)
                                .anyMatch(live -> LevelTerms.read(live.terms).movesAs(terms)));
    }

    /// For who checks all that is live afterwards, and then queues the build.
    Uni<Void> makeLive(LevelProgramEntity program, LevelProgramVersionEntity version, boolean readsTime) {
        program.goLive(version, readsTime, drafts.now());
        return levels.replace(program, LevelTerms.read(version.terms).levels());
    }

    @Override
    public Kind builds() {
        return Kind.LEVEL_PROGRAM;
    }

    @Override
    public Uni<?> build(Caller caller, RuleSubject subject) {
        return programs.lockExisting(caller.ofShop(), subject.key()).chain(program -> build(caller, program, true));
    }

    /// Queues a build, which takes over from one that is running.
    private Uni<?> build(Caller caller, LevelProgramEntity program, boolean adapts) {
        if (program.archivedAt == null) {
            program.status = SegmentStatus.BUILDING.text();
        }
        var job = NewJob.of(
                LevelProgramBuild.KIND,
                new JsonObject().put("levelProgram", program.id).put(LevelProgramBuild.ADAPTS, adapts));
        return (program.readsTime
                        ? SegmentClock.plan(caller.ofShop())
                        : Uni.createFrom().voidItem())
                .chain(() -> Jobs.create(caller, job))
                .invoke(made -> program.buildId = made.id());
    }

    private static void refuseCustomers(long customers) {
        if (customers > 0) {
            throw STATE_CONFLICT.because(
                    "The level program still loses its customers; try again in a moment, or archive it again if its job has"
                            + " failed.",
                    "等级体系仍在清除客户，请稍后重试；若任务失败，请再次归档。");
        }
    }

    private static void refuseArchived(LevelProgramEntity program) {
        if (program.archivedAt != null) {
            throw STATE_CONFLICT.because("The level program is archived; unarchive it first.", "等级体系已归档，请先取消归档。");
        }
    }
}
