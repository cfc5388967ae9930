package io.kequn.customer;

import static io.kequn.customer.CustomerField.EMAIL;
import static io.kequn.customer.CustomerField.PHONE;

import io.kequn.crypto.Keys;
import io.kequn.customer.CustomerSelection.Place;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.http.ListFiles;
import io.kequn.platform.http.ListFiles.Lines;
import io.kequn.platform.http.ListFiles.Pieces;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.RuleFilter;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Lists customers by a rule, at the shop's present instant: in keyset pages, or all of them as a file.
@Singleton
public class CustomerLists {
    private final ShopReads reads;
    private final ShopVocabulary vocabulary;
    private final Cursors cursors;
    private final ListFiles files;
    private final Keys keys;

    CustomerLists(ShopReads reads, ShopVocabulary vocabulary, Cursors cursors, ListFiles files, Keys keys) {
        this.reads = reads;
        this.vocabulary = vocabulary;
        this.cursors = cursors;
        this.files = files;
        this.keys = keys;
    }

    /// Refuses a wrong filter with `rule_invalid` and a wrong sort with `value_invalid`.
    public Uni<CustomerPage> list(CustomerListRequest request, PageRequest page) {
        var caller = Caller.with(Scope.CUSTOMERS_READ);
        var shop = caller.ofShop();
        var list = "customers "
                + List.of(
                        Optional.ofNullable(request.filter()),
                        CustomerSort.parse(request.sort()),
                        Optional.ofNullable(request.email()),
                        Optional.ofNullable(request.phone()));
        var position = cursors.position(caller, list, page);
        return selection(shop, request)
                .chain(selection -> total(selection, page)
                        .chain(total -> selection
                                .after(position, page.rows())
                                .map(places -> cursors.page(caller, list, page, places, Place::position))
                                .map(places -> shown(places, total)))
                        .map(shown -> CustomerPage.of(
                                shown, selection.time().at(), shop.zone().getId())));
    }

    /// How many customers the list has, whatever the page.
    public Uni<Long> count(CustomerListRequest request) {
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        return selection(shop, request).chain(CustomerSelection::count);
    }

    /// All of them, one JSON object a line. Who is selected all the time is in it exactly once if the order is
    /// that of the ids; in any other, one whose place changes meanwhile may be in it twice or not at all.
    public Uni<Multi<Lines>> lines(CustomerListRequest request) {
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        return selection(shop, request).map(selection -> files.lines(pieces(selection), Place::customer));
    }

    /// The same as CSV: a header, then one row a customer with the columns that are asked for.
    public Uni<Multi<String>> file(CustomerListRequest request, @Nullable String columns) {
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        var chosen = CustomerColumns.parse(columns);
        return selection(shop, request)
                .map(selection -> files.rows(
                        chosen.names(), pieces(selection), place -> chosen.cells(place.summary(), Map.of())));
    }

    private Uni<CustomerSelection> selection(Shop shop, CustomerListRequest request) {
        var sort = CustomerSort.parse(request.sort());
        var contacts = contacts(shop, request);
        return reads.now(shop)
                .map(at -> new EvaluationTime(at, shop.zone(), shop.weekStart()))
                .chain(time -> filter(shop, request.filter())
                        .map(filter -> new CustomerSelection(
                                reads, shop, time, sort, contacts, filter.orElse(null), keys.sealer())));
    }

    private Map<CustomerField, Buffer[]> contacts(Shop shop, CustomerListRequest request) {
        var inputs = new Inputs();
        var email = email(inputs, request.email());
        var phone = phone(inputs, request.phone(), shop);
        inputs.check();
        var contacts = new EnumMap<CustomerField, Buffer[]>(CustomerField.class);
        if (email != null) {
            contacts.put(EMAIL, PersonalData.digests(keys.index(), EMAIL, shop.id(), email));
        }
        if (phone != null) {
            contacts.put(PHONE, PersonalData.digests(keys.index(), PHONE, shop.id(), phone));
        }
        return contacts;
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

    private Uni<Optional<IntFunction<RuleFilter>>> filter(Shop shop, @Nullable String filter) {
        return filter == null || filter.isBlank()
                ? Uni.createFrom().item(Optional.empty())
                : vocabulary.of(shop).map(words -> Optional.of(filter(words, filter)));
    }

    private static IntFunction<RuleFilter> filter(Vocabulary words, String filter) {
        var rule = RuleReader.read(words, filter, "filter");
        return firstFree -> new RuleCompiler(words).filter(rule, 1, firstFree);
    }

    private static Uni<Optional<Long>> total(CustomerSelection selection, PageRequest page) {
        return page.count()
                ? selection.count().map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    private static Pieces<Place> pieces(CustomerSelection selection) {
        return last -> selection.after(last.map(Place::position).orElse(List.of()), ListFiles.PIECE);
    }

    private static Page<Customer> shown(Page<Place> page, Optional<Long> total) {
        var customers = page.map(Place::customer);
        return total.map(customers::withTotal).orElse(customers);
    }
}
