package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.CUSTOMER_NOT_FOUND;

import io.kequn.crypto.Sealer;
import io.kequn.customer.CustomerReference.ById;
import io.kequn.customer.CustomerReference.ByIdentity;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads of customers by their names: one statement, one round trip, whatever they are named by.
@Singleton
public class CustomerReads {
    private static final String BY_IDS = "select " + CustomerView.COLUMNS + ", asked.id asked from customer asked "
            + CustomerResolver.SURVIVOR + """
         where asked.shop_id = $1 and asked.id = any($2) order by asked.id\
        """;
    private static final String LISTED = "select " + CustomerView.COLUMNS + """
        , listed.* from (%s) listed
        join customer c on c.shop_id = $1 and c.id = listed.customer_id and c.state = 0
        order by listed.customer_id\
        """;

    private final ShopReads reads;
    private final Sealer sealer;

    CustomerReads(ShopReads reads, Sealer sealer) {
        this.reads = reads;
        this.sealer = sealer;
    }

    /// The customer; for the id of a merged one the survivor, with `mergedFrom`. Refuses with
    /// `customer_not_found`.
    public Uni<Customer> get(String reference) {
        return find(reference).map(found -> found.orElseThrow(() -> unknown(reference)));
    }

    /// The same, or empty where the shop has no such customer.
    public Uni<Optional<Customer>> find(String reference) {
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        return find(shop, CustomerSelect.PLAIN, reference, (customer, row) -> customer);
    }

    /// The customer with what other features know of it, by one statement. Refuses with `customer_not_found`.
    public <T> Uni<T> get(Shop shop, CustomerSelect select, String reference, BiFunction<Customer, Row, T> map) {
        return find(shop, select, reference, map).map(found -> found.orElseThrow(() -> unknown(reference)));
    }

    /// The same where a part of the select asks for a value, `CustomerSelect.ASKED`.
    public <T> Uni<T> get(
            Shop shop, CustomerSelect select, String reference, Object asked, BiFunction<Customer, Row, T> map) {
        return find(shop, select, reference, map, asked).map(found -> found.orElseThrow(() -> unknown(reference)));
    }

    private <T> Uni<Optional<T>> find(
            Shop shop, CustomerSelect select, String reference, BiFunction<Customer, Row, T> map, Object... asked) {
        Function<Row, T> mapped = row -> map.apply(view(row, shop), row);
        return CustomerReference.parse(reference)
                .map(named -> switch (named) {
                    case ById(var id) -> reads.find(shop, mapped, select.byId(), values(asked, shop.id(), id));
                    case ByIdentity(var identity) ->
                        reads.find(
                                shop,
                                mapped,
                                select.byIdentity(),
                                values(asked, shop.id(), identity.source(), identity.externalId()));
                })
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Object[] values(Object[] asked, Object... first) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(asked)).toArray();
    }

    /// Those of the ids that exist, by one statement; a merged one's survivor carries `mergedFrom`.
    public Uni<List<Customer>> byIds(Collection<UUID> ids) {
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        return reads.list(shop, row -> view(row, shop), BY_IDS, shop.id(), ids.toArray(UUID[]::new));
    }

    /// Customers with what another feature knows of each, by one statement. `listed` is that feature's select of
    /// `customer_id` and of columns with names of their own, by id and with a limit; `$1` is the shop.
    public <T> Uni<List<T>> listed(String listed, BiFunction<Customer, Row, T> map, @Nullable Object... values) {
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        return reads.list(
                shop,
                row -> map.apply(CustomerView.customer(sealer, row, shop), row),
                LISTED.formatted(listed),
                Stream.concat(Stream.of(shop.id()), Arrays.stream(values)).toArray());
    }

    /// The customer as the running transaction has made it.
    static Uni<Customer> inside(FactSession session, UUID id) {
        return session.query(CustomerSelect.PLAIN.byId(), session.shop().id(), id)
                .map(rows -> CustomerView.customer(
                        session.keys().sealer(), rows.iterator().next(), session.shop()));
    }

    private Customer view(Row row, Shop shop) {
        var asked = row.getUUID("asked");
        @Nullable UUID mergedFrom = asked.equals(row.getUUID("id")) ? null : asked;
        return CustomerView.customer(sealer, row, shop, mergedFrom);
    }

    /// Says the same of what never was, was deleted, or is another shop's.
    static Refusal unknown(String reference) {
        var shown = reference.codePointCount(0, reference.length()) > 300 ? "…" : reference;
        var hint = CustomerReference.lowerCase(reference);
        return CUSTOMER_NOT_FOUND.because(
                "The shop has no customer `" + shown + "`; name one by its id or `{source}:{externalId}`."
                        + hint.english(),
                "店铺没有客户 `" + shown + "`；请使用客户编号或 `{来源}:{外部编号}`。" + hint.chinese());
    }
}
