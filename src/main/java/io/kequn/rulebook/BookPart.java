package io.kequn.rulebook;

import io.kequn.platform.access.Caller;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// What a file of rules says of one kind, checked.
record BookPart<W>(BookKind<?, W> kind, List<W> wanted) {
    BookPart {
        wanted = List.copyOf(wanted);
    }

    Uni<List<BookStep>> steps(Caller caller, BookComparison comparison) {
        return kind.steps(caller, wanted, comparison);
    }
}
