package io.kequn.catalog;

import io.kequn.catalog.ValueSubjects.Subject;
import io.kequn.catalog.ValueSuggestions.SuggestedValue;
import io.kequn.customer.CustomerSample;
import io.kequn.customer.DefinedValues;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.ErrorCode;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Suggests values to those who write rules: what customers have, and for how many it is so. In a shop of many
/// customers a sample stands for all, so that it costs about the same however large the shop is.
@Singleton
public class ValueService {
    private static final int DEFAULT = 20;
    private static final int MOST = 100;

    /// Nobody waits longer for a word while typing.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ShopVocabulary vocabularies;
    private final CustomerSample sample;
    private final ShopReads reads;
    private final List<DefinedValues> definitions;

    ValueService(
            ShopVocabulary vocabularies, CustomerSample sample, ShopReads reads, @All List<DefinedValues> definitions) {
        this.vocabularies = vocabularies;
        this.sample = sample;
        this.reads = reads;
        this.definitions = List.copyOf(definitions);
    }

    /// What was asked, and the defined values that fit, with their names.
    private record Question(Shop shop, Subject subject, String typed, int limit, Map<String, String> defined) {}

    /// Refuses what has no values to suggest, personal data among it, with `value_invalid`, and callers who may
    /// not read what the values come from.
    public Uni<ValueSuggestions> of(ValueQuestion asked) {
        var caller = Caller.with(Scope.SEGMENTS_READ).and(Scope.CUSTOMERS_READ);
        var typed = CatalogService.typed("search", asked.search());
        int limit = limit(asked.limit());
        return vocabularies
                .of(caller.ofShop())
                .map(vocabulary -> new ValueSubjects(vocabulary).of(asked))
                .chain(subject -> question(caller.and(scope(subject.counts().fact())), subject, typed, limit))
                .chain(this::answer);
    }

    private Uni<Question> question(Caller caller, Subject subject, String typed, int limit) {
        var shop = caller.ofShop();
        return defined(shop, subject, typed).map(defined -> new Question(shop, subject, typed, limit, defined));
    }

    private static int limit(@Nullable Integer limit) {
        if (limit != null && limit < 1) {
            throw ErrorCode.INPUT_INVALID.at(
                    "limit", "Must be at least 1; more than 100 is read as 100.", "至少为 1；超过 100 按 100 处理。");
        }
        return limit == null ? DEFAULT : Math.min(limit, MOST);
    }

    /// What is needed to read where the values come from.
    private static Scope scope(String fact) {
        return switch (fact) {
            case Facts.ORDER -> Scope.ORDERS_READ;
            case Facts.EVENT -> Scope.EVENTS_READ;
            case Facts.TAG -> Scope.TAGS_READ;
            default -> Scope.CUSTOMERS_READ;
        };
    }

    /// By value; where something has no name, the name is empty.
    private Uni<Map<String, String>> defined(Shop shop, Subject subject, String typed) {
        var listed =
                subject.listed().stream().map(value -> Map.entry(value, "")).toList();
        return definitions.stream()
                .filter(values -> values.isOf(subject.name()))
                .findFirst()
                .map(values -> reads.list(shop, ValueService::defined, values.select(), shop.id(), subject.name()))
                .orElseGet(() -> Uni.createFrom().item(listed))
                .map(found -> fitting(found, typed));
    }

    private static Map.Entry<String, String> defined(Row row) {
        var name = row.getString("name");
        return Map.entry(row.getString("value"), name == null ? "" : name);
    }

    private static Map<String, String> fitting(List<Map.Entry<String, String>> found, String typed) {
        var fitting = new LinkedHashMap<String, String>();
        found.stream()
                .filter(value -> begins(value.getKey(), typed) || begins(value.getValue(), typed))
                .forEach(value -> fitting.put(value.getKey(), value.getValue()));
        return fitting;
    }

    private static boolean begins(String text, String typed) {
        return text.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
    }

    private Uni<ValueSuggestions> answer(Question question) {
        return sample.of(question.shop())
                .chain(customers ->
                        counts(question, customers.from()).map(rows -> suggestions(question, rows, customers.whole())));
    }

    private Uni<RowSet<Row>> counts(Question question, String customers) {
        var counts = question.subject().counts();
        var values = new ArrayList<Object>(List.of(
                question.shop().id(),
                question.typed(),
                question.defined().keySet().toArray(String[]::new),
                question.limit()));
        values.addAll(counts.values());
        return reads.ask(question.shop(), PATIENCE, counts.sql(customers), Sql.tuple(values.toArray()));
    }

    private static ValueSuggestions suggestions(Question question, RowSet<Row> rows, boolean whole) {
        var left = new LinkedHashMap<>(question.defined());
        var values = new ArrayList<SuggestedValue>();
        int looked = 0;
        for (var row : rows) {
            looked = row.getLong("looked").intValue();
            var value = row.getString("value");
            if (value != null) {
                values.add(value(
                        value, left.remove(value), row.getLong("customers").intValue()));
            }
        }
        left.forEach((value, name) -> values.add(value(value, name, 0)));
        var shown = values.subList(0, Math.min(question.limit(), values.size()));
        return new ValueSuggestions(question.subject().name(), looked, !whole, shown);
    }

    private static SuggestedValue value(String value, @Nullable String name, int customers) {
        return new SuggestedValue(value, name == null || name.isEmpty() ? null : name, customers);
    }
}
