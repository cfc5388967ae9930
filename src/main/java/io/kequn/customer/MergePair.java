package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.ExpectedVersion;
import java.util.UUID;

/// The two that are to be merged, as the caller names them. `expected` is about `from` if `ofFrom`, else about `into`.
record MergePair(
        String from,
        CustomerReference source,
        String into,
        CustomerReference target,
        boolean ofFrom,
        boolean dryRun,
        ExpectedVersion expected) {
    static MergePair of(String reference, MergeSpec spec, ExpectedVersion expected) {
        var other = spec.into() == null ? spec.from() : spec.into();
        if (other == null || (spec.into() != null && spec.from() != null)) {
            throw INPUT_INVALID.at("/into", "Name exactly one of `into` and `from`.", "`into` 与 `from` 须且只能指定一个。");
        }
        var from = spec.into() == null ? other : reference;
        var into = spec.into() == null ? reference : other;
        if (from.equals(into)) {
            throw same();
        }
        return new MergePair(
                from,
                named(from),
                into,
                named(into),
                reference.equals(from),
                Boolean.TRUE.equals(spec.dryRun()),
                expected);
    }

    private static CustomerReference named(String reference) {
        return CustomerReference.parse(reference).orElseThrow(() -> CustomerReads.unknown(reference));
    }

    void check(CustomerRow fromRow, CustomerRow intoRow) {
        expected.check(ofFrom ? fromRow.version() : intoRow.version());
    }

    /// Both lead to `customer`; refuses unless one is the id of who was merged into it before.
    void refuseSame(UUID customer) {
        if (isNameOf(source, customer) && isNameOf(target, customer)) {
            throw same();
        }
    }

    private static boolean isNameOf(CustomerReference reference, UUID customer) {
        return !(reference instanceof CustomerReference.ById(UUID id)) || id.equals(customer);
    }

    private static Refusal same() {
        return STATE_CONFLICT.because(
                "A customer cannot be merged with itself: both names lead to one.", "客户不能与自身合并：两个名称指向同一客户。");
    }
}
