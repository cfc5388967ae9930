package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.MembershipChange;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// Which entries of the change log are of a merger, and which of its undoing: those of the two customers from the first
/// id to the last. Nobody else writes any in between, since both are locked.
enum MergeChanges {
    MERGED("changes"),
    UNDONE("undone_changes");

    /// A range that begins now and has no end yet.
    static final String BEGIN = "int8range(nextval('change_id'), null)";

    private static final String END = """
        update customer_merge set <range> = int8range(lower(<range>), currval('change_id'), '[]')
        where shop_id = $1 and id = $2\
        """;

    private final String end;

    MergeChanges(String range) {
        this.end = END.replace("<range>", range);
    }

    /// The same answer; what the evaluation has written is the last of them.
    <A> Answer<A> endBefore(FactSession session, Merger merger, Answer<A> answer) {
        return new Answer<>() {
            @Override
            public A with(List<MembershipChange> changes) {
                return answer.with(changes);
            }

            @Override
            public Uni<A> after(List<MembershipChange> changes) {
                session.send(end, session.shop().id(), merger.id());
                return answer.after(changes);
            }
        };
    }
}
