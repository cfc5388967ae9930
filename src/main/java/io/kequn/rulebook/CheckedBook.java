package io.kequn.rulebook;

import java.util.List;

/// A file of rules without mistakes, by its kinds in the order in which they are written.
record CheckedBook(RuleBook book, List<BookPart<?>> parts) {
    CheckedBook {
        parts = List.copyOf(parts);
    }
}
