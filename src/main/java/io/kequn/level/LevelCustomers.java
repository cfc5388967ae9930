package io.kequn.level;

import static io.kequn.platform.access.Scope.LEVELS_READ;
import static io.kequn.platform.problem.ErrorCode.LEVEL_NOT_FOUND;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Who has which level.
@Singleton
public class LevelCustomers {
    /// One level's customers stand together in the index, in order of their ids. Of an archived program there
    /// are none.
    private static final String OF_LEVEL = """
        select cl.customer_id, cl.since level_since from customer_level cl
        where cl.shop_id = $1 and cl.customer_id > $4 and cl.level_id = (
          select l.id from level_program p join level l on l.shop_id = p.shop_id and l.level_program_id = p.id
          where p.shop_id = $1 and p.key = $2 and l.key = $3 and p.archived_at is null)
        order by cl.customer_id limit $5\
        """;
    private static final String COUNT = """
        select (select count(*) from customer_level cl
                where cl.shop_id = $1 and cl.level_id = l.id and p.archived_at is null) n
        from level_program p
        join level l on l.shop_id = p.shop_id and l.level_program_id = p.id and l.rank > 0
        where p.shop_id = $1 and p.key = $2 and l.key = $3\
        """;
    private static final UUID FIRST = new UUID(0, 0);

    private final CustomerReads customers;
    private final LevelProgramReads programs;
    private final ShopReads reads;
    private final Cursors cursors;

    LevelCustomers(CustomerReads customers, LevelProgramReads programs, ShopReads reads, Cursors cursors) {
        this.customers = customers;
        this.programs = programs;
        this.reads = reads;
        this.cursors = cursors;
    }

    /// The customers who have a level, in order of their ids. Refuses with `level_program_not_found` and
    /// `level_not_found`.
    public Uni<Page<LevelCustomer>> of(String program, String level, PageRequest request) {
        var caller = Caller.with(LEVELS_READ);
        var list = "level " + program + " " + level;
        var position = cursors.position(caller, list, request);
        var after = position.isEmpty() ? FIRST : UUID.fromString(position.getFirst());
        return customers
                .listed(OF_LEVEL, LevelCustomers::customer, program, level, after, request.rows())
                .map(found -> cursors.page(caller, list, request, found, LevelCustomers::position))
                .chain(page -> counted(caller.ofShop(), program, level, request, page));
    }

    /// An empty page may be that of a level that does not exist.
    private Uni<Page<LevelCustomer>> counted(
            Shop shop, String program, String level, PageRequest request, Page<LevelCustomer> page) {
        if (!request.count() && !page.items().isEmpty()) {
            return Uni.createFrom().item(page);
        }
        return programs.idOf(shop, program)
                .chain(known -> reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), program, level))
                .map(found -> found.orElseThrow(() -> LEVEL_NOT_FOUND.because(
                        "The level program `" + program + "` has no level `" + level + "`.",
                        "等级体系 `" + program + "` 没有等级 `" + level + "`。")))
                .map(total -> request.count() ? page.withTotal(total) : page);
    }

    private static LevelCustomer customer(Customer customer, Row row) {
        return new LevelCustomer(customer, row.getOffsetDateTime("level_since").toInstant());
    }

    private static List<String> position(LevelCustomer found) {
        return List.of(found.customer().id().toString());
    }
}
