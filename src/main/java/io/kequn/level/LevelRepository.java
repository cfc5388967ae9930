package io.kequn.level;

import io.kequn.benefit.Benefits;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes of the levels that are published.
@Singleton
class LevelRepository implements PanacheRepositoryBase<LevelEntity, Integer> {
    /// Stands for having no level, for who qualifies for none.
    private static final Level NONE = new Level("", "", 0, null, List.of(), null);

    /// Makes these the levels of the program. Who has a level with the same key keeps it.
    Uni<Void> replace(LevelProgramEntity program, List<Level> levels) {
        return list("shopId = ?1 and levelProgramId = ?2", program.shopId, program.id)
                .map(present -> replaced(program, present, levels))
                .chain(added -> added.isEmpty() ? Uni.createFrom().voidItem() : persist(added))
                .chain(() -> flush());
    }

    private static List<LevelEntity> replaced(
            LevelProgramEntity program, List<LevelEntity> present, List<Level> levels) {
        var byKey = present.stream().collect(Collectors.toMap(level -> level.key, Function.identity()));
        present.forEach(level -> level.rank = null);
        var added = new ArrayList<LevelEntity>();
        put(program, byKey, NONE, added);
        levels.forEach(level -> put(program, byKey, level, added));
        return added;
    }

    private static void put(
            LevelProgramEntity program, Map<String, LevelEntity> byKey, Level level, List<LevelEntity> added) {
        var entity = byKey.get(level.key());
        if (entity == null) {
            entity = new LevelEntity();
            entity.shopId = program.shopId;
            entity.levelProgramId = program.id;
            entity.key = level.key();
            added.add(entity);
        }
        entity.name = level.name();
        entity.rule = level.qualification();
        entity.rank = level.rank();
        entity.benefits = Benefits.write(level.benefits());
    }
}
