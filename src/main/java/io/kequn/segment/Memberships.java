package io.kequn.segment;

import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.segment.Difference.Membership;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Writes memberships: log first, then apply, one statement each and only where there is something to do. Called only
/// under the
/// customers' row locks.
@Singleton
class Memberships {
    private static final String ENTER = """
        insert into segment_member (shop_id, segment_id, customer_id, since)
        select $1, segment_id, customer_id, $4
        from unnest($2::int[], $3::uuid[]) as entered (segment_id, customer_id)\
        """;
    private static final String LEAVE = """
        delete from segment_member m
        using unnest($2::int[], $3::uuid[]) as leaving (segment_id, customer_id)
        where m.shop_id = $1 and m.segment_id = leaving.segment_id and m.customer_id = leaving.customer_id\
        """;

    Uni<Void> apply(FactSession session, Difference difference) {
        if (difference.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return ChangeLog.append(session, difference.log())
                .chain(() -> leave(session, difference.left()))
                .chain(() -> enter(session, difference.entered()));
    }

    private static Uni<Void> enter(FactSession session, List<Membership> entered) {
        return entered.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.query(ENTER, session.shop().id(), segments(entered), customers(entered), session.now())
                        .replaceWithVoid();
    }

    private static Uni<Void> leave(FactSession session, List<Membership> left) {
        return left.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.query(LEAVE, session.shop().id(), segments(left), customers(left))
                        .replaceWithVoid();
    }

    private static Integer[] segments(List<Membership> memberships) {
        return memberships.stream().map(membership -> membership.rule().id()).toArray(Integer[]::new);
    }

    private static UUID[] customers(List<Membership> memberships) {
        return memberships.stream().map(Membership::customer).toArray(UUID[]::new);
    }
}
