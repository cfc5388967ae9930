package io.kequn.rulebook;

import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One kind of definition that a file of rules holds.
///
/// @param <D> a definition as the file has it
/// @param <W> the same checked, with all that it takes to compare and to write it
interface BookKind<D, W> {
    /// The list of the file, and what the plan calls one of it.
    BookField field();

    /// The definitions of this kind; null where the file says nothing of it.
    @Nullable
    List<D> of(RuleBook book);

    @Nullable
    String key(D definition);

    /// Checks by itself what stands at `pointer`, below which `inputs` notes what is wrong. Rules may name
    /// whatever `vocabulary` knows, which is all that the file defines as well.
    W read(D definition, String pointer, Inputs inputs, Vocabulary vocabulary);

    /// What differs from what the shop has, inside the definition transaction: a step for each, in the order of
    /// the file, and one for each that the plan ends.
    Uni<List<BookStep>> steps(Caller caller, List<W> wanted, BookComparison comparison);
}
