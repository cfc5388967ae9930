package io.kequn.level;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds level programs by their global ids.
@Singleton
class LevelProgramNodes implements NodeResolver {
    private final LevelProgramService programs;

    LevelProgramNodes(LevelProgramService programs) {
        this.programs = programs;
    }

    @Override
    public String type() {
        return "LevelProgram";
    }

    @Override
    public Uni<List<LevelProgram>> find(List<String> keys) {
        return programs.byKeys(keys);
    }
}
