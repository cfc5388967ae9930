package io.kequn.tag;

import io.kequn.platform.access.Caller;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells those who keep the rules that give tags when tags have come to exclude others than before.
@Singleton
class ExclusionChanges {
    private final List<ExclusionUse> uses;

    ExclusionChanges(@All List<ExclusionUse> uses) {
        this.uses = List.copyOf(uses);
    }

    /// The groups that a tag has left and joined; none if it has stayed.
    static Set<Integer> between(@Nullable Integer before, @Nullable Integer after) {
        return Objects.equals(before, after)
                ? Set.of()
                : Stream.of(before, after).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /// Nothing happens where no group is named.
    Uni<Void> tell(Caller caller, Set<Integer> groups, Set<Integer> tags) {
        return groups.isEmpty() ? Uni.createFrom().voidItem() : tellAll(caller, groups, tags);
    }

    /// A tag is there again; nothing happens where no rule gives it.
    Uni<Void> returned(Caller caller, TagEntity tag) {
        return tag.automatic
                ? tellAll(caller, between(null, tag.groupId), Set.of(tag.id))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> tellAll(Caller caller, Set<Integer> groups, Set<Integer> tags) {
        return Multi.createFrom()
                .iterable(uses)
                .onItem()
                .transformToUniAndConcatenate(use -> use.exclusionChanged(caller, groups, tags))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
