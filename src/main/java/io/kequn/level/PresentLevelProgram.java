package io.kequn.level;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A level program that a shop has, inside the definition transaction that has locked it, for who compares many
/// definitions with what there is.
public final class PresentLevelProgram {
    private final LevelProgramEntity program;
    private final List<LevelProgramVersionEntity> open;

    /// @param open its live version and its draft
    PresentLevelProgram(LevelProgramEntity program, List<LevelProgramVersionEntity> open) {
        this.program = program;
        this.open = List.copyOf(open);
    }

    LevelProgramEntity row() {
        return program;
    }

    public String key() {
        return program.key;
    }

    public String name() {
        return program.name;
    }

    public @Nullable String description() {
        return program.description;
    }

    public boolean isStandard() {
        return program.standard;
    }

    public boolean isArchived() {
        return program.archivedAt != null;
    }

    /// The terms that are live, or for a draft those that wait, or else are live; empty if there are none.
    public Optional<LevelTerms> terms(boolean draft) {
        var live = open.stream().filter(program::isLive).findFirst();
        var waiting = open.stream().filter(version -> draft && version.waits()).findFirst();
        return waiting.or(() -> live).map(version -> LevelTerms.read(version.terms));
    }
}
