package io.kequn.customer;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists customers by a rule, at the shop's present instant, in keyset pages.
@Singleton
public class CustomerLists {
    private final ShopReads reads;
    private final ShopVocabulary vocabulary;
    private final Cursors cursors;

    CustomerLists(ShopReads reads, ShopVocabulary vocabulary, Cursors cursors) {
        this.reads = reads;
        this.vocabulary = vocabulary;
        this.cursors = cursors;
    }

    /// A row of the page with what a cursor after it holds.
    private record Place(Customer customer, List<String> position) {}

    /// Refuses a wrong filter with `rule_invalid` and a wrong sort with `value_invalid`.
    public Uni<CustomerPage> list(CustomerListRequest request, PageRequest page) {
        var caller = Caller.with(Scope.CUSTOMERS_READ);
        var shop = caller.ofShop();
        var sort = CustomerSort.parse(request.sort());
        var sql = new CustomerListSql(shop.id(), sort);
        contacts(sql, shop, request);
        var list = "customers "
                + List.of(
                        Optional.ofNullable(request.filter()),
                        sort,
                        Optional.ofNullable(request.email()),
                        Optional.ofNullable(request.phone()));
        var position = cursors.position(caller, list, page);
        return reads.now(shop)
                .map(at -> new EvaluationTime(at, shop.zone(), shop.weekStart()))
                .call(time -> filter(sql, shop, request.filter(), time))
                .chain(time -> count(shop, sql, page)
                        .chain(total -> read(shop, sql, sort, position, page)
                                .map(places -> cursors.page(caller, list, page, places, Place::position))
                                .map(places -> shown(places, total)))
                        .map(shown ->
                                CustomerPage.of(shown, time.at(), shop.zone().getId())));
    }

    /// How many customers the list has, whatever the page.
    public Uni<Long> count(CustomerListRequest request) {
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        var sql = new CustomerListSql(shop.id(), CustomerSort.parse(null));
        contacts(sql, shop, request);
        return reads.now(shop)
                .map(at -> new EvaluationTime(at, shop.zone(), shop.weekStart()))
                .call(time -> filter(sql, shop, request.filter(), time))
                .chain(() -> count(shop, sql));
    }

    private static void contacts(CustomerListSql sql, Shop shop, CustomerListRequest request) {
        var inputs = new Inputs();
        sql.equal(CustomerField.EMAIL, email(inputs, request.email()));
        sql.equal(CustomerField.PHONE, phone(inputs, request.phone(), shop));
        inputs.check();
    }

    private static @Nullable String email(Inputs inputs, @Nullable String given) {
        return given == null
                ? null
                : Contacts.email(inputs, "email", given.strip())
                        .map(Contacts.Email::address)
                        .orElse(null);
    }

    private static @Nullable String phone(Inputs inputs, @Nullable String given, Shop shop) {
        return given == null
                ? null
                : Contacts.phone(inputs, "phone", given, shop.country())
                        .map(Contacts.Phone::number)
                        .orElse(null);
    }

    private Uni<Void> filter(CustomerListSql sql, Shop shop, @Nullable String filter, EvaluationTime time) {
        return filter == null || filter.isBlank()
                ? Uni.createFrom().voidItem()
                : vocabulary
                        .of(shop)
                        .invoke(words -> filter(sql, words, filter, time))
                        .replaceWithVoid();
    }

    private static void filter(CustomerListSql sql, Vocabulary words, String filter, EvaluationTime time) {
        var rule = RuleReader.read(words, filter, "filter");
        sql.filter(new RuleCompiler(words).filter(rule, 1, sql.firstFree()), time);
    }

    private Uni<List<Place>> read(
            Shop shop, CustomerListSql sql, CustomerSort sort, List<String> position, PageRequest page) {
        var statement = sql.page(position, page.rows());
        return reads.query(shop, statement.sql(), statement.values())
                .map(rows -> Sql.list(rows, row -> place(row, shop, sort)));
    }

    private static Place place(Row row, Shop shop, CustomerSort sort) {
        var position = new ArrayList<String>();
        for (int i = 0; i < sort.keys().size(); i++) {
            position.add(sort.keys().get(i).key().text(row, "s" + i));
        }
        position.add(row.getUUID("id").toString());
        return new Place(CustomerView.customer(row, shop), position);
    }

    private Uni<Optional<Long>> count(Shop shop, CustomerListSql sql, PageRequest page) {
        if (!page.count()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return count(shop, sql).map(Optional::of);
    }

    private Uni<Long> count(Shop shop, CustomerListSql sql) {
        var statement = sql.count();
        return reads.query(shop, statement.sql(), statement.values())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Page<Customer> shown(Page<Place> page, Optional<Long> total) {
        var customers = page.map(Place::customer);
        return total.map(customers::withTotal).orElse(customers);
    }
}
