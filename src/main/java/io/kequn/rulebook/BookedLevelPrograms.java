package io.kequn.rulebook;

import io.kequn.level.LevelChecks;
import io.kequn.level.LevelProgramSpec;
import io.kequn.level.LevelProgramWrites;
import io.kequn.level.LevelTerms;
import io.kequn.level.PresentLevelProgram;
import io.kequn.level.WantedLevelProgram;
import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Patch;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Level programs in a file of rules. One that shall end is archived.
@Singleton
class BookedLevelPrograms implements BookKind<LevelProgramDefinition, WantedLevelProgram> {
    private final LevelProgramWrites writes;
    private final LevelChecks checks;

    BookedLevelPrograms(LevelProgramWrites writes, LevelChecks checks) {
        this.writes = writes;
        this.checks = checks;
    }

    @Override
    public BookField field() {
        return BookField.LEVEL_PROGRAMS;
    }

    @Override
    public @Nullable List<LevelProgramDefinition> of(RuleBook book) {
        return book.levelPrograms();
    }

    @Override
    public @Nullable String key(LevelProgramDefinition definition) {
        return definition.key();
    }

    @Override
    public WantedLevelProgram read(
            LevelProgramDefinition definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        var key = LevelChecks.key(inputs, "/key", definition.key());
        var patch = LevelChecks.checked(inputs, definition.patch());
        var terms = terms(inputs, vocabulary, patch);
        boolean readsTime =
                terms.map(found -> checks.uses(vocabulary, found).readsTime()).orElse(false);
        return new WantedLevelProgram(pointer, key, patch, terms.orElse(null), readsTime, definition.waits());
    }

    /// Empty where something is wrong with them, which has been noted.
    private Optional<LevelTerms> terms(Inputs inputs, Vocabulary vocabulary, Patch<LevelProgramSpec> patch) {
        if (!inputs.ok()) {
            return Optional.empty();
        }
        try {
            return Optional.of(checks.terms(vocabulary, patch, null));
        } catch (Refusal refusal) {
            refusal.errors().forEach(inputs::refuse);
            return Optional.empty();
        }
    }

    @Override
    public Uni<List<BookStep>> steps(Caller caller, List<WantedLevelProgram> wanted, BookComparison comparison) {
        return writes.present(caller.ofShop()).map(present -> steps(caller, wanted, present, comparison.prune()));
    }

    private List<BookStep> steps(
            Caller caller, List<WantedLevelProgram> wanted, List<PresentLevelProgram> present, boolean prune) {
        var left = new TreeMap<String, PresentLevelProgram>();
        present.forEach(program -> left.put(program.key(), program));
        var steps = new ArrayList<BookStep>();
        for (var each : wanted) {
            steps.add(step(caller, each, left.remove(each.key())));
        }
        if (prune) {
            left.values().stream()
                    .filter(program -> !program.isArchived())
                    .map(program -> BookStep.archive(field(), program.key(), effects -> writes.end(program, effects)))
                    .forEach(steps::add);
        }
        return steps;
    }

    private BookStep step(Caller caller, WantedLevelProgram wanted, @Nullable PresentLevelProgram present) {
        if (present == null) {
            return BookStep.create(field(), wanted.key(), effects -> writes.create(caller, wanted, effects));
        }
        var changes = changes(wanted, present);
        return BookStep.change(
                field(), wanted.key(), changes, effects -> writes.change(caller, wanted, present, changes, effects));
    }

    private static List<String> changes(WantedLevelProgram wanted, PresentLevelProgram present) {
        var spec = wanted.patch().values();
        @Nullable LevelTerms terms = wanted.terms();
        @Nullable LevelTerms before = present.terms(wanted.isDraft()).orElse(null);
        return new Differences()
                .where(present.isArchived(), "archived")
                .of("name", spec.name(), present.name())
                .ofText("description", spec.description(), present.description())
                .of("standard", spec.standard(), present.isStandard())
                .of("levels", terms == null ? null : terms.levels(), before == null ? null : before.levels())
                .of("upgrade", terms == null ? null : terms.upgrade(), before == null ? null : before.upgrade())
                .of("retention", terms == null ? null : terms.retention(), before == null ? null : before.retention())
                .of("downgrade", terms == null ? null : terms.downgrade(), before == null ? null : before.downgrade())
                .of("warnings", terms == null ? null : terms.warnings(), before == null ? null : before.warnings())
                .fields();
    }
}
