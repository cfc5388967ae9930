package io.kequn.level;

import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.publication.RuleEffects;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/// Writes level programs for who writes many definitions at once, and then checks and builds all of them together.
@Singleton
public class LevelProgramWrites {
    private final LevelProgramRepository programs;
    private final LevelProgramVersionRepository versions;
    private final LevelProgramDrafts drafts;
    private final LevelProgramPublication publication;

    LevelProgramWrites(
            LevelProgramRepository programs,
            LevelProgramVersionRepository versions,
            LevelProgramDrafts drafts,
            LevelProgramPublication publication) {
        this.programs = programs;
        this.versions = versions;
        this.drafts = drafts;
        this.publication = publication;
    }

    /// All level programs of the shop, archived ones too.
    public Uni<List<PresentLevelProgram>> present(Shop shop) {
        return programs.lockAll(shop).chain(all -> versions.open(shop).map(open -> present(all, open)));
    }

    private static List<PresentLevelProgram> present(
            List<LevelProgramEntity> all, List<LevelProgramVersionEntity> open) {
        var byProgram = open.stream().collect(Collectors.groupingBy(version -> version.levelProgramId));
        return all.stream()
                .map(program -> new PresentLevelProgram(program, byProgram.getOrDefault(program.id, List.of())))
                .toList();
    }

    /// Makes it, live unless it is a draft.
    public Uni<?> create(Caller caller, WantedLevelProgram wanted, RuleEffects effects) {
        return programs.standard(caller.ofShop())
                .invoke(standard -> LevelProgramService.refuseSecondStandard(
                        standard.map(program -> program.key), wanted.key(), wanted.patch()))
                .chain(standard -> drafts.insert(caller, wanted.key(), wanted.patch(), standard.isEmpty()))
                .chain(() -> wanted.isDraft()
                        ? Uni.createFrom().voidItem()
                        : programs.lockExisting(caller.ofShop(), wanted.key())
                                .chain(program -> makeLive(program, wanted, effects)));
    }

    /// Makes it as it is wanted; `changes` are the fields that differ.
    public Uni<?> change(
            Caller caller,
            WantedLevelProgram wanted,
            PresentLevelProgram present,
            List<String> changes,
            RuleEffects effects) {
        var program = present.row();
        boolean newTerms = changes.stream().anyMatch(LevelProgramDrafts.TERMS::contains);
        boolean publishes = newTerms && !wanted.isDraft();
        if (changes.contains("archived") && publication.bringBack(program) && !publishes) {
            effects.live(subject(program), wanted.pointer() + "/levels");
        }
        return programs.standard(caller.ofShop())
                .invoke(standard -> LevelProgramService.refuseSecondStandard(
                        standard.map(found -> found.key), wanted.key(), wanted.patch()))
                .chain(() -> drafts.change(caller, program, wanted.filed(newTerms)))
                .chain(() -> publishes
                        ? makeLive(program, wanted, effects)
                        : Uni.createFrom().voidItem());
    }

    /// Archives it.
    public Uni<?> end(PresentLevelProgram present, RuleEffects effects) {
        var program = present.row();
        program.archive(drafts.now());
        effects.build(subject(program));
        return programs.flush();
    }

    /// The latest version is what was just drafted.
    private Uni<?> makeLive(LevelProgramEntity program, WantedLevelProgram wanted, RuleEffects effects) {
        effects.live(subject(program), wanted.pointer() + "/levels");
        return versions.of(program).chain(all -> publication.makeLive(program, all.getFirst(), wanted.readsTime()));
    }

    private static RuleSubject subject(LevelProgramEntity program) {
        return RuleSubject.levelProgram(program.id, program.key);
    }
}
