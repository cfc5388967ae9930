package io.kequn.publication;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.publication.GroupUse.Named;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Tells who else names a segment or a level, so that it does not go away under them.
@Singleton
class GroupUsers {
    private static final String SEGMENTS =
            "select key from segment where shop_id = $1 and archived_at is null order by key";

    private static final String LEVELS = """
        select p.key || '/' || l.key key
        from level_program p
        join level l on l.shop_id = p.shop_id and l.level_program_id = p.id and l.rank > 0
        where p.shop_id = $1 and p.live_version is not null and p.archived_at is null\
        """;

    private final List<GroupUse> uses;

    GroupUsers(@All List<GroupUse> uses) {
        this.uses = uses;
    }

    Uni<List<DefinitionUser>> ofSegment(Shop shop, String key) {
        return those(shop, named -> named.segments().contains(key));
    }

    /// Who names a segment or a level that is not there, or is in the archive.
    Uni<List<DefinitionUser>> ofLost(Shop shop) {
        return keys(SEGMENTS, shop)
                .chain(segments -> keys(LEVELS, shop)
                        .chain(levels -> those(
                                shop,
                                named -> !segments.containsAll(named.segments())
                                        || !levels.containsAll(named.levels()))));
    }

    private static Uni<Set<String>> keys(String select, Shop shop) {
        return DefinitionTransaction.list(row -> row.text("key"), select, shop.id())
                .map(Set::copyOf);
    }

    /// Who names a level of the program that is not among these.
    Uni<List<DefinitionUser>> ofLevelsBut(Shop shop, String program, Collection<String> levels) {
        var prefix = program + "/";
        return those(
                shop,
                named -> named.levels().stream()
                        .filter(level -> level.startsWith(prefix))
                        .anyMatch(level -> !levels.contains(level.substring(prefix.length()))));
    }

    private Uni<List<DefinitionUser>> those(Shop shop, Predicate<Named> which) {
        return Multi.createFrom()
                .iterable(uses)
                .onItem()
                .transformToUniAndConcatenate(use -> use.all(shop))
                .onItem()
                .<Named>disjoint()
                .filter(which)
                .map(Named::user)
                .collect()
                .asList();
    }
}
