package io.kequn.level;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.platform.access.Caller;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.publication.VersionReads;
import io.kequn.publication.VersionReads.Versions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The history of a program's terms.
@Singleton
public class LevelProgramVersions {
    private static final Versions<LevelProgramVersion> VERSIONS =
            new Versions<>("level-program-versions", """
        select v.number, v.terms, v.author, v.note, v.created_at, v.published_at,
          encode(sha256(convert_to(v.terms, 'UTF8')), 'hex') hash,
          v.number is not distinct from p.live_version live,
          (select min(e.number) from level_program_version e
           where e.level_program_id = v.level_program_id and e.terms = v.terms and e.number < v.number) same_terms_as
        from level_program p
        join level_program_version v on v.shop_id = p.shop_id and v.level_program_id = p.id
        where p.shop_id = $1 and p.key = $2\
        """, LevelProgramVersion::of, LevelProgramVersion::number);

    private final VersionReads reads;
    private final LevelProgramReads programs;

    LevelProgramVersions(VersionReads reads, LevelProgramReads programs) {
        this.reads = reads;
        this.programs = programs;
    }

    /// The latest first.
    public Uni<Page<LevelProgramVersion>> list(String key, PageRequest page) {
        var caller = Caller.with(SEGMENTS_READ);
        return programs.idOf(caller.ofShop(), key).chain(() -> reads.list(caller, VERSIONS, key, page));
    }

    /// Refuses with `level_program_not_found` or `level_program_version_not_found`.
    public Uni<LevelProgramVersion> get(String key, int number) {
        var caller = Caller.with(SEGMENTS_READ);
        return programs.idOf(caller.ofShop(), key)
                .chain(() -> find(key, number))
                .map(found -> found.orElseThrow(() -> LevelProgramPublication.missing(number)));
    }

    /// The same, or empty where there is no such program or version.
    public Uni<Optional<LevelProgramVersion>> find(String key, int number) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return reads.find(shop, VERSIONS, key, number);
    }
}
