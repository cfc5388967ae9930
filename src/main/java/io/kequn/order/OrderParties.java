package io.kequn.order;

import io.kequn.customer.CustomerDirectory;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// Whom orders concern beside themselves: their customers, and the features that follow them.
record OrderParties(CustomerDirectory customers, List<OrderFollower> followers, boolean history) {
    OrderParties {
        followers = List.copyOf(followers);
    }

    OrderParties ofHistory() {
        return new OrderParties(customers, followers, true);
    }

    Uni<Void> follow(FactSession session, List<OrderMove> moves) {
        Uni<Void> all = Uni.createFrom().voidItem();
        if (moves.isEmpty()) {
            return all;
        }
        for (var follower : followers) {
            all = all.chain(() -> follower.follow(session, moves, history));
        }
        return all;
    }
}
