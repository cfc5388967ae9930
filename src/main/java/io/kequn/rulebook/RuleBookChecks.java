package io.kequn.rulebook;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.problem.Inputs;
import io.kequn.rule.Vocabulary;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Stream;

/// Checks a file of rules as a whole before anything is done with it.
@Singleton
class RuleBookChecks {
    private static final int MOST = 500;

    private final BookKinds kinds;

    RuleBookChecks(BookKinds kinds) {
        this.kinds = kinds;
    }

    /// Refuses with all that is wrong anywhere in the file. Rules may read whatever stands in the same file.
    CheckedBook check(RuleBook book, Vocabulary vocabulary) {
        checkShape(book);
        var inputs = new Inputs();
        var planned = vocabulary.with(PlannedBook.of(book));
        var parts = new ArrayList<BookPart<?>>();
        for (var kind : kinds.inOrder()) {
            part(kind, book, inputs, planned).ifPresent(parts::add);
        }
        inputs.check();
        return new CheckedBook(book, parts);
    }

    private void checkShape(RuleBook book) {
        var inputs = new Inputs();
        inputs.require(
                book.version() == null || book.version() == RuleBook.VERSION,
                "/version",
                "This service reads version 1.",
                "本服务仅支持版本 1。");
        boolean says = false;
        for (var kind : kinds.inOrder()) {
            var definitions = kind.of(book);
            says |= definitions != null;
            inputs.require(
                    definitions == null || definitions.size() <= MOST,
                    kind.field().pointer(),
                    "At most 500 at once.",
                    "一次最多 500 个。");
        }
        if (!says) {
            inputs.refuse(
                    BookField.SEGMENTS.pointer(), INPUT_INVALID, "Give this list or one of the others.", "请至少提供一个列表。");
        }
        inputs.check();
    }

    private static <D, W> Optional<BookPart<W>> part(
            BookKind<D, W> kind, RuleBook book, Inputs inputs, Vocabulary vocabulary) {
        var definitions = kind.of(book);
        if (definitions == null) {
            return Optional.empty();
        }
        var keys = new HashSet<String>();
        var wanted = new ArrayList<W>();
        for (var definition : definitions) {
            var pointer = kind.field().pointer(wanted.size());
            wanted.add(kind.read(definition, pointer, inputs.below(pointer), vocabulary));
            Stream.ofNullable(kind.key(definition))
                    .filter(key -> !keys.add(key))
                    .forEach(key -> inputs.refuse(
                            pointer + "/" + kind.field().keyField(), "Stands in the file twice.", "在文件中重复出现。"));
        }
        return Optional.of(new BookPart<>(kind, wanted));
    }
}
