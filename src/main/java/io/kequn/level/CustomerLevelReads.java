package io.kequn.level;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

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
    Uni<List<List<Placed>>> placed(Shop shop, List<UUID> ids) {
        return reads.query(shop, OF_CUSTOMERS, Sql.tuple(shop.id(), ids.toArray(UUID[]::new)))
                .map(rows -> {
                    var found = Sql.list(rows, Placed::of).stream().collect(Collectors.groupingBy(Placed::customer));
                    return ids.stream()
                            .map(id -> found.getOrDefault(id, List.of()))
                            .toList();
                });
    }

    /// The same as callers see them.
    Uni<List<List<CustomerLevel>>> ofCustomers(Shop shop, List<UUID> ids) {
        return placed(shop, ids)
                .map(all -> all.stream()
                        .map(some -> some.stream()
                                .map(placed -> placed.shown(shop.zone()))
                                .toList())
                        .toList());
    }
}
