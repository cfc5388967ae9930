package io.kequn.evaluation;

import io.kequn.evaluation.Difference.Membership;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.tag.RuledTags;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Writes what rules decide: log first, then apply, one statement each and only where there is something to do.
/// Called only under the customers' row locks.
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

    void apply(FactSession session, Difference difference) {
        ChangeLog.append(session, difference.log());
        var left = of(Kind.SEGMENT, difference.left());
        if (!left.isEmpty()) {
            session.send(LEAVE, session.shop().id(), subjects(left), customers(left));
        }
        var entered = of(Kind.SEGMENT, difference.entered());
        if (!entered.isEmpty()) {
            session.send(ENTER, session.shop().id(), subjects(entered), customers(entered), session.now());
        }
        applyTags(session, difference);
        LayerMembers.move(session, difference.moved());
    }

    private static void applyTags(FactSession session, Difference difference) {
        var taken = of(Kind.TAG, difference.left());
        if (!taken.isEmpty()) {
            RuledTags.take(session, customers(taken), subjects(taken));
        }
        var given = of(Kind.TAG, difference.entered());
        if (!given.isEmpty()) {
            RuledTags.give(session, customers(given), subjects(given));
        }
    }

    private static List<Membership> of(Kind kind, List<Membership> all) {
        return all.stream()
                .filter(membership -> membership.rule().subject().kind() == kind)
                .toList();
    }

    private static Integer[] subjects(List<Membership> memberships) {
        return memberships.stream()
                .map(membership -> membership.rule().subject().id())
                .toArray(Integer[]::new);
    }

    private static UUID[] customers(List<Membership> memberships) {
        return memberships.stream().map(Membership::customer).toArray(UUID[]::new);
    }
}
