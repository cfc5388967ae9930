package io.kequn.points;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// That a command needs more of an account's lots than were read. Nothing has been written by then.
final class PartialAccount extends RuntimeException {
    private static final long serialVersionUID = 1;

    PartialAccount() {
        super("more lots are needed", null, false, false);
    }

    /// Does the work with the lots that are spent first, and where these are not enough anew with all of them.
    static <T> Uni<T> orWhole(Function<@Nullable Integer, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> work.apply(AccountRow.FIRST))
                .onFailure(PartialAccount.class)
                .recoverWithUni(() -> work.apply(AccountRow.ALL));
    }
}
