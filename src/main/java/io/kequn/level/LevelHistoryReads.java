package io.kequn.level;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.LEVELS_READ;

import io.kequn.customer.CustomerReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Reads what happened to customers' levels, the latest first.
@Singleton
public class LevelHistoryReads {
    private static final String PAGE = """
        select * from customer_level_event
        where shop_id = $1 and customer_id = $2 and level_program_id = $3 and id < $4 order by id desc limit $5\
        """;
    private static final String COUNT = """
        select count(*) n from customer_level_event
        where shop_id = $1 and customer_id = $2 and level_program_id = $3\
        """;

    private final CustomerReads customers;
    private final LevelProgramReads programs;
    private final ShopReads reads;
    private final Cursors cursors;

    LevelHistoryReads(CustomerReads customers, LevelProgramReads programs, ShopReads reads, Cursors cursors) {
        this.customers = customers;
        this.programs = programs;
        this.reads = reads;
        this.cursors = cursors;
    }

    /// Refuses with `customer_not_found` and `level_program_not_found`.
    public Uni<Page<LevelHistoryEntry>> of(String customer, String program, PageRequest page) {
        var caller = Caller.with(LEVELS_READ).and(CUSTOMERS_READ);
        var shop = caller.ofShop();
        var list = "level-history " + customer + " " + program;
        var after = cursors.position(caller, list, page);
        long below = after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after.getFirst());
        return customers
                .get(customer)
                .chain(found -> programs.idOf(shop, program)
                        .chain(id -> reads.list(
                                        shop,
                                        LevelHistoryEntry::of,
                                        PAGE,
                                        shop.id(),
                                        found.id(),
                                        id,
                                        below,
                                        page.rows())
                                .map(rows -> cursors.page(caller, list, page, rows, entry -> List.of(entry.id())))
                                .chain(some -> page.count()
                                        ? reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), found.id(), id)
                                                .map(total -> some.withTotal(total.orElse(0L)))
                                        : Uni.createFrom().item(some))));
    }
}
