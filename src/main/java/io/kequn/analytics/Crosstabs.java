package io.kequn.analytics;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.analytics.Axis.Part;
import io.kequn.customer.DefinedValues;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.publication.Rules;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Vocabulary;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Counts customers by two divisions at once, by one statement over whatever rules can ask.
@Singleton
public class Crosstabs {
    private final ShopVocabulary vocabularies;
    private final ShopReads reads;
    private final Rules rules;
    private final List<DefinedValues> definitions;

    Crosstabs(ShopVocabulary vocabularies, ShopReads reads, Rules rules, @All List<DefinedValues> definitions) {
        this.vocabularies = vocabularies;
        this.reads = reads;
        this.rules = rules;
        this.definitions = List.copyOf(definitions);
    }

    /// Refuses with `value_invalid` what cannot divide customers or divides them into too many parts, and with
    /// `rule_invalid` a wrong filter.
    Uni<Crosstab> of(CrosstabQuestion question) {
        var caller = Caller.with(SEGMENTS_READ).and(CUSTOMERS_READ);
        var shop = caller.ofShop();
        return vocabularies
                .of(shop)
                .chain(vocabulary -> named(shop, question).map(named -> new Axes(vocabulary, named)))
                .chain(axes -> reads.now(shop).chain(now -> count(caller, question, axes, now)));
    }

    private Uni<Map<String, List<Part>>> named(Shop shop, CrosstabQuestion question) {
        var asked = Stream.concat(Stream.ofNullable(question.rows()), Stream.ofNullable(question.columns()));
        return Multi.createFrom()
                .items(asked.filter(Axes::isNamed).distinct())
                .onItem()
                .transformToUniAndConcatenate(
                        dimension -> parts(shop, dimension).map(parts -> Map.entry(dimension, parts)))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Uni<List<Part>> parts(Shop shop, String dimension) {
        return definitions.stream()
                .filter(values -> values.isOf(dimension))
                .findFirst()
                .map(values -> reads.list(shop, Crosstabs::part, values.select(), shop.id(), dimension))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private static Part part(Row row) {
        var key = row.getString("value");
        @Nullable String name = row.getString("name");
        return Part.of(key, name == null ? key : name);
    }

    private Uni<Crosstab> count(Caller caller, CrosstabQuestion question, Axes axes, Instant now) {
        var shop = caller.ofShop();
        var down = axes.of("rows", question.rows());
        var across = axes.of("columns", question.columns());
        var count = new RuleCompiler(axes.vocabulary())
                .crossCount(down.by(), across.by(), filter(axes.vocabulary(), question.filter()));
        var values = Sql.tuple(shop.id(), Tabulation.MOST_CELLS + 1);
        count.values(new EvaluationTime(now, shop.zone(), shop.weekStart())).forEach(values::addValue);
        return reads.askOfAll(shop, count.sql(), values)
                .map(rows -> Tabulation.of(Sql.list(rows, Tabulation.Cell::of), down, across))
                .map(table -> table.shown(caller.locale(), now, shop.zone().getId()));
    }

    private Rule filter(Vocabulary vocabulary, @Nullable String filter) {
        return filter == null || filter.isBlank() ? new Rule.Everyone() : rules.read(vocabulary, filter, "filter");
    }
}
