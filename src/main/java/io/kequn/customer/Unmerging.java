package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How two profiles come apart that had become one.
final class Unmerging {
    private static final int ACTIVE = 0;

    /// What the survivor itself has said last of each topic.
    private static final String SAID = """
        select distinct on (h.purpose, h.channel) h.purpose, h.channel, h.state, h.occurred_at
        from customer_consent h where h.shop_id = $1 and h.customer_id = $2
        order by h.purpose, h.channel, h.occurred_at desc, %s desc, h.id desc\
        """.formatted(ConsentStates.STRICTNESS_SQL.formatted("h"));

    /// What the merger had added to the history of attributes; of the survivor what it has lost again.
    private static final String FORGET = """
        delete from customer_attribute_history h using customer_merge m
        where h.shop_id = $1 and m.shop_id = $1 and m.id = $2 and h.customer_id = $3 and h.until = m.merged_at
          and h.cause = m.cause and ($4::text[] is null or h.attribute = any($4))\
        """;

    private Unmerging() {}

    /// `rest` gives back all other rows, once `from` is active. Answers the attributes that the survivor has lost.
    static Uni<List<String>> giveBack(
            FactSession session, Merger merger, ExpectedVersion expected, Supplier<Uni<Void>> rest) {
        return MergedProfiles.load(session, merger.from(), merger.into())
                .invoke(both -> expected.check(both.into().version()))
                .chain(both -> MergeStore.profile(session, merger)
                        .invoke(kept -> takeBack(session, merger, both, kept))
                        .call(() -> rest.get())
                        .chain(kept -> said(session, merger)
                                .map(remaining -> giveBack(session, merger, both.into(), kept, remaining))));
    }

    private static void takeBack(FactSession session, Merger merger, MergedProfiles both, KeptProfile kept) {
        both.from().takeBack(kept, both.own());
        ProfileStore.save(session, List.of(both.from()), 1, ACTIVE);
        forget(session, merger, both.from(), null);
    }

    private static List<String> giveBack(
            FactSession session,
            Merger merger,
            CustomerRow into,
            KeptProfile kept,
            Map<ConsentTopic, ConsentStates.Said> remaining) {
        into.giveBack(kept, remaining);
        ProfileStore.save(session, List.of(into), 1, ACTIVE);
        forget(session, merger, into, into.changed().toArray(String[]::new));
        return List.copyOf(into.changed());
    }

    private static void forget(FactSession session, Merger merger, CustomerRow row, String @Nullable [] attributes) {
        session.send(FORGET, session.shop().id(), merger.id(), row.id(), attributes);
    }

    private static Uni<Map<ConsentTopic, ConsentStates.Said>> said(FactSession session, Merger merger) {
        return session.query(SAID, session.shop().id(), merger.into()).map(rows -> {
            var said = new HashMap<ConsentTopic, ConsentStates.Said>();
            Sql.list(rows, row -> row)
                    .forEach(row ->
                            said.put(ConsentTopic.of(row.getString("purpose"), row.getString("channel")), said(row)));
            return said;
        });
    }

    private static ConsentStates.Said said(Row row) {
        Instant at = row.getOffsetDateTime("occurred_at").toInstant();
        return new ConsentStates.Said(Consent.of(row.getString("state")), at);
    }
}
