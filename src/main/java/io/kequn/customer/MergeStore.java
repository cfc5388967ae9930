package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/// Statements on mergers inside a fact transaction.
final class MergeStore {
    private static final String INSERT = """
        insert into customer_merge (
          shop_id, id, customer_id, merged_id, merged_at, merged_by, cause, undoable_until, changes)
        values ($1, $2, $3, $4, $5, $6, $7, $8, %s)\
        """.formatted(MergeChanges.BEGIN);
    private static final String KEEP = """
        insert into customer_merge_part (shop_id, merge_id, part, sealed) values ($1, $2, $3, $4)\
        """;
    private static final String NOTE_MERGED = """
        insert into customer_merge_part (shop_id, merge_id, part, rows)
        select $1, $2, 'customer', jsonb_agg(id) from customer where shop_id = $1 and merged_into = $3
        having count(*) > 0\
        """;

    /// Of the customer `$3` or of who was merged into it.
    private static final String FIND =
            "select " + CustomerMerger.COLUMNS + """
         from customer_merge m
        where m.shop_id = $1 and m.id = $2 and <known> and (m.merged_id = $3 or exists (
          select from customer c where c.shop_id = $1 and c.id = m.customer_id and (c.id = $3 or c.merged_into = $3)))\
        """.replace("<known>", CustomerTables.BOTH_KNOWN);
    private static final String PROFILE = """
        select sealed from customer_merge_part where shop_id = $1 and merge_id = $2 and part = $3\
        """;
    private static final String BEGIN_UNDOING =
            "update customer_merge set undone_changes = " + MergeChanges.BEGIN + " where shop_id = $1 and id = $2";
    private static final String STAND_ALONE = "update customer set merged_into = null where shop_id = $1 and id = $2";
    private static final String POINT_BACK = """
        update customer c set merged_into = $3 from <keys> k
        where c.shop_id = $1 and c.id = k.id and c.merged_into = $4\
        """.replace("<keys>", MergeParts.keys("customer", "uuid"));
    private static final String UNDONE = """
        update customer_merge set undone_at = $3, undone_by = $4, undone_cause = $5 where shop_id = $1 and id = $2\
        """;
    private static final String FORGET = "delete from customer_merge_part where shop_id = $1 and merge_id = $2";

    private MergeStore() {}

    /// Sends what is kept of the two before anything moves.
    static void begin(FactSession session, MergeNotes notes, KeptProfile kept) {
        int shop = session.shop().id();
        var merger = notes.merger();
        session.send(
                INSERT,
                shop,
                merger.id(),
                merger.into(),
                merger.from(),
                session.now(),
                session.caller().principal(),
                session.cause(),
                notes.until().atOffset(ZoneOffset.UTC));
        session.send(
                KEEP,
                shop,
                merger.id(),
                KeptProfile.PART,
                kept.sealed(session.keys().sealer(), shop, merger.id()));
        session.send(NOTE_MERGED, shop, merger.id(), merger.from());
    }

    static Uni<Optional<CustomerMerger>> find(FactSession session, UUID id, UUID customer) {
        return session.query(FIND, session.shop().id(), id, customer)
                .map(rows -> Sql.list(rows, CustomerMerger::of).stream().findFirst());
    }

    static Uni<KeptProfile> profile(FactSession session, Merger merger) {
        int shop = session.shop().id();
        return session.query(PROFILE, shop, merger.id(), KeptProfile.PART)
                .map(rows -> KeptProfile.opened(
                        session.keys().sealer(),
                        shop,
                        merger.id(),
                        rows.iterator().next().getBuffer(KeptProfile.COLUMN).getBytes()));
    }

    /// Sends that `from` is a customer of its own again, with whoever had become it before.
    static void separate(FactSession session, Merger merger) {
        int shop = session.shop().id();
        session.send(BEGIN_UNDOING, shop, merger.id());
        session.send(STAND_ALONE, shop, merger.from());
        session.send(POINT_BACK, shop, merger.id(), merger.from(), merger.into());
    }

    /// Sends that it is undone.
    static void end(FactSession session, Merger merger) {
        int shop = session.shop().id();
        session.send(UNDONE, shop, merger.id(), session.now(), session.caller().principal(), session.cause());
        session.send(FORGET, shop, merger.id());
    }
}
