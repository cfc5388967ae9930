package io.kequn.level;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
class LevelProgramVersionRepository implements PanacheRepositoryBase<LevelProgramVersionEntity, Integer> {
    /// All versions of a program, the latest first.
    Uni<List<LevelProgramVersionEntity>> of(LevelProgramEntity program) {
        return list("shopId = ?1 and levelProgramId = ?2 order by number desc", program.shopId, program.id);
    }
}
