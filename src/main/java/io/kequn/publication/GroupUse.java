package io.kequn.publication;

import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.DefinitionUser;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/// What names segments and levels and is no rule of the language, such as what earns points. Every bean of this
/// type is asked, inside a definition transaction, before a segment or a level goes.
public interface GroupUse {
    /// Who names these segments, by their keys, and these levels, as `club/gold`.
    record Named(DefinitionUser user, Set<String> segments, Set<String> levels) {
        public Named {
            segments = Set.copyOf(segments);
            levels = Set.copyOf(levels);
        }
    }

    Uni<List<Named>> all(Shop shop);
}
