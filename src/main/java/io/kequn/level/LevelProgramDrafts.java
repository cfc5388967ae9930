package io.kequn.level;

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
import java.util.Set;

/// Writes programs and their drafts. Published terms never change: others are a new version.
@Singleton
class LevelProgramDrafts {
    /// The fields of a program that are versioned.
    static final Set<String> TERMS = Set.of("levels", "upgrade", "retention", "downgrade", "warnings");

    private final LevelProgramRepository programs;
    private final LevelProgramVersionRepository versions;
    private final ShopVocabulary vocabularies;
    private final LevelChecks checks;

    /// Only for `created_at` and `updated_at`, on which nothing depends.
    private final Clock clock = Clock.systemUTC();

    LevelProgramDrafts(
            LevelProgramRepository programs,
            LevelProgramVersionRepository versions,
            ShopVocabulary vocabularies,
            LevelChecks checks) {
        this.programs = programs;
        this.versions = versions;
        this.vocabularies = vocabularies;
        this.checks = checks;
    }

    /// A shop's first program is its standard one, unless it is told not to be.
    Uni<?> insert(Caller caller, String key, Patch<LevelProgramSpec> patch, boolean first) {
        var spec = patch.values();
        var inputs = new Inputs();
        inputs.given("/name", spec.name());
        inputs.given("/levels", spec.levels());
        inputs.check();
        var program = new LevelProgramEntity();
        program.shopId = caller.ofShop().id();
        program.key = key;
        program.name = String.valueOf(spec.name());
        program.description = spec.description();
        program.standard = spec.standard() == null ? first : spec.standard();
        program.status = SegmentStatus.DRAFT.text();
        program.createdAt = now();
        program.updatedAt = program.createdAt;
        return vocabularies
                .inside(caller.ofShop())
                .map(vocabulary -> checks.terms(vocabulary, patch, null).write())
                .chain(terms ->
                        programs.persistAndFlush(program).chain(stored -> add(caller, stored, patch, terms, 1)));
    }

    /// Changes what the patch mentions; what is as it was already leaves the version as it is.
    Uni<?> change(Caller caller, LevelProgramEntity program, Patch<LevelProgramSpec> patch) {
        if (program.archivedAt != null) {
            throw STATE_CONFLICT.because("The level program is archived; unarchive it first.", "等级体系已归档，请先取消归档。");
        }
        var spec = patch.values();
        boolean renamed = program.rename(patch, spec.name(), spec.description());
        boolean standard = Boolean.TRUE.equals(patch.or("standard", spec.standard(), program.standard));
        boolean other = standard != program.standard;
        if (other && program.liveVersion != null) {
            throw STATE_CONFLICT.because(
                    "Rules may read the level program already; `standard` is chosen before it is published first.",
                    "规则可能已在引用该等级体系；`standard` 须在首次发布前选定。");
        }
        program.standard = standard;
        return versions.of(program)
                .chain(all -> draft(caller, program, patch, all))
                .invoke(redrafted -> {
                    if (renamed || redrafted || other) {
                        program.updatedAt = now();
                    }
                })
                .call(() -> programs.flush());
    }

    private static boolean mentionsTerms(Patch<?> patch) {
        return TERMS.stream().anyMatch(patch::has);
    }

    /// Whether anything about the draft has changed.
    private Uni<Boolean> draft(
            Caller caller,
            LevelProgramEntity program,
            Patch<LevelProgramSpec> patch,
            List<LevelProgramVersionEntity> all) {
        if (mentionsTerms(patch)) {
            var before = LevelTerms.read(all.getFirst().terms);
            return vocabularies
                    .inside(caller.ofShop())
                    .map(vocabulary -> checks.terms(vocabulary, patch, before).write())
                    .chain(terms -> redraft(caller, program, patch, terms, all));
        }
        boolean noted = patch.has("note")
                && VersionEntity.annotateDraft(all, patch, patch.values().note());
        return Uni.createFrom().item(noted);
    }

    /// To ask for the published terms again is to give up the draft that waits.
    private Uni<Boolean> redraft(
            Caller caller,
            LevelProgramEntity program,
            Patch<LevelProgramSpec> patch,
            String terms,
            List<LevelProgramVersionEntity> all) {
        var latest = all.getFirst();
        if (all.stream().anyMatch(version -> program.isLive(version) && version.terms.equals(terms))) {
            return latest.waits()
                    ? versions.delete(latest).replaceWith(true)
                    : Uni.createFrom().item(false);
        }
        if (!latest.waits()) {
            return add(caller, program, patch, terms, latest.number + 1).replaceWith(true);
        }
        if (latest.terms.equals(terms)) {
            return Uni.createFrom().item(latest.annotate(patch, patch.values().note()));
        }
        fill(latest, caller, patch, terms);
        return Uni.createFrom().item(true);
    }

    private Uni<?> add(
            Caller caller, LevelProgramEntity program, Patch<LevelProgramSpec> patch, String terms, int number) {
        var version = new LevelProgramVersionEntity();
        version.shopId = program.shopId;
        version.levelProgramId = program.id;
        version.number = number;
        version.createdAt = now();
        fill(version, caller, patch, terms);
        return versions.persist(version);
    }

    private static void fill(
            LevelProgramVersionEntity version, Caller caller, Patch<LevelProgramSpec> patch, String terms) {
        version.terms = terms;
        version.languageVersion = RuleLanguage.VERSION;
        version.author = caller.principal();
        version.note = patch.values().note();
    }

    OffsetDateTime now() {
        return OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC);
    }
}
