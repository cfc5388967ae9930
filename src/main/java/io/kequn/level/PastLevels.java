package io.kequn.level;

import io.kequn.customer.Customer;
import io.kequn.level.CustomerLevel.LevelName;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.ShopReads;
import io.kequn.timetravel.Past;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells the levels that a customer had, from the change log: what the service had committed by then, not what
/// hindsight says. Levels have the names that they have now.
@Singleton
class PastLevels {
    /// The last change up to the instant tells; without one, what the first change after it began with. Whoever
    /// was merged into another customer had levels of its own before that.
    private static final String AS_OF = """
        select p.key, p.name, coalesce(before.level_key, after.level_key) level_key, before.at since, held.name level_name,
          held.rank
        from (
          select case when (
            select h.operation from change h
            where h.shop_id = $1 and h.customer_id = $2 and h.kind = 'merged' and h.operation <> 'updated' and h.at <= $4
            order by h.id desc limit 1) = 'removed'
          then $3::uuid else $2::uuid end customer) q
        join level_program p on p.shop_id = $1 and p.live_version is not null
        left join lateral (
          select h.at, h.detail ->> 'to' level_key from change h
          where h.shop_id = $1 and h.customer_id = q.customer and h.kind = 'level' and h.subject = p.id and h.at <= $4
          order by h.id desc limit 1) before on true
        left join lateral (
          select h.detail ->> 'from' level_key from change h
          where h.shop_id = $1 and h.customer_id = q.customer and h.kind = 'level' and h.subject = p.id and h.at > $4
            and before.at is null
          order by h.id limit 1) after on true
        left join level held on held.shop_id = $1 and held.level_program_id = p.id
          and held.key = coalesce(before.level_key, after.level_key)
        where p.archived_at is null or before.level_key is not null
        order by p.key\
        """;
    private static final String RECORDED = "select recorded_at from customer where shop_id = $1 and id = $2";

    private final ShopReads reads;
    private final Past past;

    PastLevels(ShopReads reads, Past past) {
        this.reads = reads;
        this.past = past;
    }

    /// By the programs' keys. `recorded` is false of an instant before the customer was known.
    Uni<List<CustomerLevel>> of(Shop shop, Customer customer, Instant asOf) {
        @Nullable UUID merged = customer.mergedFrom();
        var asked = merged == null ? customer.id() : merged;
        var at = asOf.atOffset(ZoneOffset.UTC);
        return past.instant(shop, asOf)
                .chain(() ->
                        reads.find(shop, row -> Columns.of(row).instant("recorded_at"), RECORDED, shop.id(), asked))
                .map(found -> found.filter(recorded -> !asOf.isBefore(recorded)).isPresent())
                .chain(known -> reads.list(shop, row -> level(row, known), AS_OF, shop.id(), asked, customer.id(), at));
    }

    private static CustomerLevel level(Row row, boolean recorded) {
        var columns = Columns.of(row);
        @Nullable String key = columns.textOrNull("level_key");
        @Nullable Long rank = columns.numberOrNull("rank");
        return CustomerLevel.past(
                columns.text("key"),
                columns.text("name"),
                key == null || !recorded
                        ? null
                        : new LevelName(
                                key,
                                String.valueOf(columns.textOrNull("level_name")),
                                rank == null ? 0 : Math.toIntExact(rank)),
                columns.instantOrNull("since"),
                recorded);
    }
}
