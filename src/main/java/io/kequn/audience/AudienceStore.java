package io.kequn.audience;

import io.kequn.audit.AuditLog;
import io.kequn.audit.AuditNote;
import io.kequn.customer.ConsentTopic;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.PersonalReads;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.ShopSteps;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Statements on exports of audiences.
@Singleton
class AudienceStore {
    private static final String SEGMENT =
            "select id from segment where shop_id = $1 and key = $2 and archived_at is null";
    private static final String COUNT = """
        select count(*)::int members, (count(*) filter (where state = 'granted' and reachable))::int exported,
          (count(*) filter (where state = 'denied'))::int denied,
          (count(*) filter (where state = 'pending'))::int pending,
          (count(*) filter (where state = 'unknown'))::int unknown,
          (count(*) filter (where state = 'granted' and not reachable))::int unreachable
        from (
          select <state> state, <reachable> reachable
          from segment_member m join customer c on c.shop_id = m.shop_id and c.id = m.customer_id
          where m.shop_id = $1 and m.segment_id = $2) member\
        """;
    private static final String COLUMNS = """
        e.id, e.segment, e.purpose, e.channel, e.columns, e.hashing, e.members, e.exported, e.denied, e.pending, e.unknown,
        e.unreachable, e.expires_at, e.created_at, e.created_by, e.downloads, e.downloaded_at\
        """;
    private static final String BY_ID =
            "select " + COLUMNS + " from audience_export e where e.shop_id = $1 and e.id = $2";
    private static final String ALL = "select " + COLUMNS + """
         from audience_export e where e.shop_id = $1 and ($2::uuid is null or e.id < $2) order by e.id desc limit $3\
        """;
    private static final String DOWNLOAD = """
        update audience_export set downloads = downloads + 1, downloaded_at = clock_timestamp()
        where shop_id = $1 and id = $2 and expires_at > clock_timestamp() returning segment_id\
        """;

    private final ShopReads reads;
    private final ShopSteps steps;

    AudienceStore(ShopReads reads, ShopSteps steps) {
        this.reads = reads;
        this.steps = steps;
    }

    /// How many of the members would be in the file, and why not the others.
    record Count(int members, int exported, AudienceExport.Withheld withheld) {
        static Count of(Row row) {
            return new Count(row.getInteger("members"), row.getInteger("exported"), withheldOf(row));
        }
    }

    Uni<Optional<Integer>> segment(Shop shop, String key) {
        return reads.find(shop, row -> row.getInteger("id"), SEGMENT, shop.id(), key);
    }

    Uni<Count> count(Shop shop, int segment, AudienceSpec spec) {
        var sql = COUNT.replace("<state>", AudienceReach.state())
                .replace("<reachable>", AudienceReach.reachable(spec.channel(), spec.hashing()));
        return reads.ask(shop, sql, Sql.tuple(shop.id(), segment, topic(spec).key()))
                .map(rows -> Count.of(rows.iterator().next()));
    }

    static ConsentTopic topic(AudienceSpec spec) {
        return new ConsentTopic(spec.purpose(), spec.channel());
    }

    Uni<Optional<AudienceExport>> find(Shop shop, UUID id) {
        return reads.find(shop, AudienceStore::export, BY_ID, shop.id(), id);
    }

    Uni<List<AudienceExport>> list(Shop shop, @Nullable UUID before, int limit) {
        return reads.list(shop, AudienceStore::export, ALL, shop.id(), before, limit);
    }

    /// Notes that the file is being fetched and answers of which segment; empty where its time is over.
    Uni<Optional<Integer>> download(Caller caller, AudienceExport export) {
        var shop = caller.ofShop();
        var read = AuditNote.read("audienceExport", export.id(), export.exported());
        PersonalReads.ignore();
        return steps.run(
                        caller,
                        connection -> Sql.query(connection, DOWNLOAD, Sql.tuple(shop.id(), export.id()))
                                .call(rows -> rows.size() == 0
                                        ? Uni.createFrom().voidItem()
                                        : AuditLog.add(connection, shop, read)))
                .map(rows -> Sql.list(rows, row -> row.getInteger("segment_id")).stream()
                        .findFirst());
    }

    static AudienceExport export(Row row) {
        var topic = ConsentTopic.of(row.getString("purpose"), row.getString("channel"));
        var hashing = row.getString("hashing");
        var id = row.getUUID("id");
        var downloaded = row.getOffsetDateTime("downloaded_at");
        return new AudienceExport(
                id,
                row.getString("segment"),
                topic.purpose(),
                topic.channel(),
                List.of(row.getArrayOfStrings("columns")),
                hashing == null ? null : AudienceHashing.of(hashing),
                row.getInteger("members"),
                row.getInteger("exported"),
                withheldOf(row),
                "/v1/exports/" + id + "/file",
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("created_by"),
                row.getInteger("downloads"),
                Optional.ofNullable(downloaded).map(OffsetDateTime::toInstant).orElse(null));
    }

    private static AudienceExport.Withheld withheldOf(Row row) {
        return new AudienceExport.Withheld(
                row.getInteger("denied"),
                row.getInteger("pending"),
                row.getInteger("unknown"),
                row.getInteger("unreachable"));
    }
}
