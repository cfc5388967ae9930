package io.kequn.level;

import io.kequn.platform.value.Patch;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/// A level program as a file of rules wants it, checked.
///
/// @param pointer its place in the file
/// @param terms null where something is wrong with them
/// @param isDraft whether the terms are only saved
public record WantedLevelProgram(
        String pointer,
        String key,
        Patch<LevelProgramSpec> patch,
        @Nullable LevelTerms terms,
        boolean readsTime,
        boolean isDraft) {
    /// The change to a present program. Terms are compared by what they mean.
    Patch<LevelProgramSpec> filed(boolean newTerms) {
        var given = new HashSet<>(patch.given());
        if (!newTerms) {
            given.removeAll(LevelProgramDrafts.TERMS);
        }
        return new Patch<>(patch.values(), given);
    }
}
