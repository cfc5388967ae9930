package io.kequn.segment;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.tag.SegmentAudience;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The members of a segment as bulk commands on tags mean them.
@Singleton
class BulkAudience implements SegmentAudience {
    private static final String FIND = "select id from segment where shop_id = $1 and key = $2";
    private static final String MEMBERS = """
        select customer_id from segment_member where shop_id = $1
          and segment_id = (select id from segment where shop_id = $1 and id = $2 and archived_at is null)
        order by customer_id limit $3\
        """;
    private static final String NOTE = """
        insert into job_customer (shop_id, job_id, customer_id)
        select $1::int, $3::uuid, m.customer_id from segment_member m
        where m.shop_id = $1 and m.segment_id = (
          select id from segment where shop_id = $1 and key = $2 and archived_at is null)\
        """;

    @Override
    public Uni<Optional<List<UUID>>> members(FactSession session, String segment, int limit) {
        return session.query(FIND, session.shop().id(), segment)
                .map(rows ->
                        Sql.list(rows, row -> row.getInteger("id")).stream().findFirst())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : members(session, found.get(), limit).map(Optional::of));
    }

    @Override
    public Uni<Long> noteForJob(FactSession session, String segment, UUID job) {
        return session.query(NOTE, session.shop().id(), segment, job).map(rows -> (long) rows.rowCount());
    }

    private static Uni<List<UUID>> members(FactSession session, int segment, int limit) {
        return session.query(MEMBERS, session.shop().id(), segment, limit)
                .map(rows -> Sql.list(rows, row -> row.getUUID("customer_id")));
    }
}
