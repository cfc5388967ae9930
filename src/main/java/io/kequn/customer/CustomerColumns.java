package io.kequn.customer;

import io.kequn.platform.problem.Inputs;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The columns of a file of customers: all of the summary, or those that were asked for, in that order.
public record CustomerColumns(List<String> names) {
    private static final Map<String, Function<CustomerSummary, @Nullable Object>> ALL = all();

    public CustomerColumns {
        names = List.copyOf(names);
    }

    /// Reads names parted by commas; null asks for all. `own` are those that the file has beside the summary.
    /// Refuses an unknown one with `value_invalid`.
    public static CustomerColumns parse(@Nullable String list, String... own) {
        var all = new LinkedHashSet<>(ALL.keySet());
        all.addAll(List.of(own));
        if (list == null) {
            return new CustomerColumns(List.copyOf(all));
        }
        var names =
                Arrays.stream(list.split(",", -1)).map(String::strip).distinct().toList();
        var inputs = new Inputs();
        names.stream().filter(name -> !all.contains(name)).forEach(name -> inputs.refuseChoice("columns", name, all));
        inputs.check();
        return new CustomerColumns(names);
    }

    /// The cells of one row, with what the file has of its own; null where there is nothing.
    public List<@Nullable Object> cells(CustomerSummary customer, Map<String, ?> own) {
        var cells = new ArrayList<@Nullable Object>(names.size());
        names.forEach(name -> cells.add(own.containsKey(name) ? own.get(name) : cell(name, customer)));
        return cells;
    }

    private static @Nullable Object cell(String name, CustomerSummary customer) {
        var read = ALL.get(name);
        return read == null ? null : read.apply(customer);
    }

    private static Map<String, Function<CustomerSummary, @Nullable Object>> all() {
        var all = new LinkedHashMap<String, Function<CustomerSummary, @Nullable Object>>();
        all.put("id", CustomerSummary::id);
        all.put("identities", CustomerColumns::identities);
        all.put("name", CustomerSummary::name);
        all.put("email", CustomerSummary::email);
        all.put("phone", CustomerSummary::phone);
        all.put("country", CustomerSummary::country);
        all.put("city", CustomerSummary::city);
        all.put("numberOfOrders", CustomerSummary::numberOfOrders);
        all.put("amountSpent", customer -> new BigDecimal(customer.amountSpent().amount()));
        all.put("currency", customer -> customer.amountSpent().currency());
        all.put("lastOrderDate", CustomerSummary::lastOrderDate);
        return Collections.unmodifiableMap(all);
    }

    private static String identities(CustomerSummary customer) {
        return customer.identities().stream()
                .map(identity -> identity.source() + ":" + identity.externalId())
                .collect(Collectors.joining("; "));
    }
}
