package io.kequn.level;

import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
class LevelProgramVersionRepository implements PanacheRepositoryBase<LevelProgramVersionEntity, Integer> {
    /// The live versions and the drafts of all programs.
    Uni<List<LevelProgramVersionEntity>> open(Shop shop) {
        return list(
                "from LevelProgramVersionEntity v where v.shopId = ?1 and (v.publishedAt is null or v.number = "
                        + "(select p.liveVersion from LevelProgramEntity p where p.id = v.levelProgramId))",
                shop.id());
    }

    /// All versions of a program, the latest first.
    Uni<List<LevelProgramVersionEntity>> of(LevelProgramEntity program) {
        return list("shopId = ?1 and levelProgramId = ?2 order by number desc", program.shopId, program.id);
    }
}
