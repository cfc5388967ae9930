package io.kequn.level;

import io.kequn.level.CustomerLevel.LevelAt;
import io.kequn.level.CustomerLevel.LevelLock;
import io.kequn.level.CustomerLevel.LevelName;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads where customers stand.
@Singleton
class CustomerLevelReads {
    /// Programs are few, and each is read with the levels that it has now. Whose level is gone waits for the
    /// build.
    private static final String OF_CUSTOMERS = "select " + StandingStore.COLUMNS + """
        , p.key, p.name, v.terms, held.key level_key, held.name level_name,
          (select array_agg(l.id order by l.id) from level l where l.shop_id = $1 and l.level_program_id = p.id) ids,
          (select array_agg(l.key order by l.id) from level l where l.shop_id = $1 and l.level_program_id = p.id) keys,
          given.note, given.author
        from (select * from customer_level where shop_id = $1 and customer_id = any($2) offset 0) cl
        join level_program p on p.shop_id = cl.shop_id and p.id = cl.level_program_id and p.archived_at is null
        join level_program_version v
          on v.shop_id = cl.shop_id and v.level_program_id = p.id and v.number = p.live_version
        join level held on held.shop_id = cl.shop_id and held.id = cl.level_id
        left join lateral (
          select e.note, e.author from customer_level_event e
          where e.shop_id = cl.shop_id and e.customer_id = cl.customer_id and e.level_program_id = cl.level_program_id
            and e.kind = 'assigned'
          order by e.id desc limit 1) given on cl.locked
        order by p.key\
        """;

    private final ShopReads reads;

    CustomerLevelReads(ShopReads reads) {
        this.reads = reads;
    }

    /// The standings of each of the customers by the programs' keys, in the order asked.
    Uni<List<List<CustomerLevel>>> ofCustomers(Shop shop, List<UUID> ids) {
        return reads.query(shop, OF_CUSTOMERS, Sql.tuple(shop.id(), ids.toArray(UUID[]::new)))
                .map(rows -> {
                    var found = new HashMap<UUID, List<CustomerLevel>>();
                    rows.forEach(row -> found.computeIfAbsent(row.getUUID("customer_id"), id -> new ArrayList<>())
                            .add(level(row, shop.zone())));
                    return ids.stream()
                            .map(id -> found.getOrDefault(id, List.of()))
                            .toList();
                });
    }

    private static CustomerLevel level(Row row, ZoneId zone) {
        var live = live(row);
        var terms = live.terms();
        var stored = StandingRow.of(row);
        @Nullable Standing standing = stored.standing(live);
        var qualified = stored.qualified(live);
        if (standing == null) {
            return gone(row, stored, LevelName.of(terms, qualified.level()));
        }
        Standing.@Nullable Waiting waiting = standing.waiting();
        @Nullable LevelEvent fall = live.machine(zone).fall(standing, stored.next(), qualified);
        return new CustomerLevel(
                row.getString("key"),
                row.getString("name"),
                LevelName.of(terms, standing.level()),
                standing.since(),
                standing.periodEnd(),
                standing.graceEnd(),
                LevelName.of(terms, qualified.level()),
                waiting == null ? null : new LevelAt(LevelName.of(terms, waiting.level()), waiting.at()),
                fall == null ? null : new LevelAt(LevelName.of(terms, fall.to()), fall.at()),
                lock(row, standing),
                standing.level() == 0
                        ? List.of()
                        : terms.ofRank(standing.level()).benefits());
    }

    /// The level is not in the live version, and the build has not come to the customer yet.
    private static CustomerLevel gone(Row row, StandingRow stored, @Nullable LevelName qualified) {
        var level = new LevelName(row.getString("level_key"), row.getString("level_name"), 0);
        return new CustomerLevel(
                row.getString("key"),
                row.getString("name"),
                level,
                stored.since(),
                stored.periodEnd(),
                stored.graceEnd(),
                qualified,
                null,
                null,
                null,
                List.of());
    }

    private static LiveProgram live(Row row) {
        Map<Integer, String> keys = new HashMap<>();
        var ids = row.getArrayOfIntegers("ids");
        var texts = Arrays.asList(row.getArrayOfStrings("keys"));
        for (int i = 0; i < ids.length; i++) {
            keys.put(ids[i], texts.get(i));
        }
        return new LiveProgram(LevelTerms.read(row.getString("terms")), keys);
    }

    private static @Nullable LevelLock lock(Row row, Standing standing) {
        Standing.@Nullable Lock lock = standing.lock();
        return lock == null ? null : new LevelLock(lock.until(), row.getString("note"), row.getString("author"));
    }
}
