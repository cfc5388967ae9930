package io.kequn.rulebook;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.problem.Inputs;
import io.kequn.rulebook.RuleBooks.Applying;

/// How a file of rules is compared with the shop: the whole file, what to do with what differs, and where to
/// note what can never become as the file says.
record BookComparison(RuleBook book, Applying how, Inputs conflicts) {
    boolean prune() {
        return how.prune();
    }

    /// What stands at this place is of another kind in the shop, and that never changes; unless it stays as it is.
    void refuse(String pointer, String english, String chinese) {
        if (!how.keep()) {
            conflicts.refuse(pointer, STATE_CONFLICT, english, chinese);
        }
    }
}
