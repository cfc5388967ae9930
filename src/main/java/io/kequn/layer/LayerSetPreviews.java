package io.kequn.layer;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.customer.CustomerSummaries;
import io.kequn.customer.CustomerSummary;
import io.kequn.customer.ShopVocabulary;
import io.kequn.layer.LayerSetPreview.PreviewedLayer;
import io.kequn.layer.LayerSetPreview.PreviewedMove;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.publication.DefinitionKind;
import io.kequn.publication.Dependents;
import io.kequn.publication.PreviewStatement;
import io.kequn.publication.RuleCheck;
import io.kequn.publication.RuleChecks;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.Rule;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells what layers would do before they are live, by one statement over the shop, at the shop's present instant.
@Singleton
public class LayerSetPreviews {
    private final LayerSetReads sets;
    private final LayerChecks checks;
    private final ShopVocabulary vocabularies;
    private final Dependents dependents;
    private final CustomerSummaries customers;
    private final ShopReads reads;

    LayerSetPreviews(
            LayerSetReads sets,
            LayerChecks checks,
            ShopVocabulary vocabularies,
            Dependents dependents,
            CustomerSummaries customers,
            ShopReads reads) {
        this.sets = sets;
        this.checks = checks;
        this.vocabularies = vocabularies;
        this.dependents = dependents;
        this.customers = customers;
        this.reads = reads;
    }

    /// Of the draft that waits, or of the live layers if none does, against the layers that customers are in.
    /// Samples are customers, so that who asks must be allowed to see those.
    public Uni<LayerSetPreview> of(String key) {
        var caller = Caller.with(SEGMENTS_READ).and(CUSTOMERS_READ);
        var shop = caller.ofShop();
        return sets.get(shop, key)
                .chain(set -> vocabularies.of(shop).map(vocabulary -> tried(set, vocabulary, caller.locale())))
                .chain(tried -> reads.now(shop).chain(now -> preview(shop, tried, now)));
    }

    /// The layers that are tried, each rule checked.
    private record Tried(String set, List<LayerRule> layers, Vocabulary vocabulary, List<Rule> rules, Locale locale) {
        @Nullable
        RuleCheck check(int place) {
            return place == rules.size() ? null : RuleChecks.described(vocabulary, rules.get(place), locale);
        }
    }

    private Tried tried(LayerSet set, Vocabulary vocabulary, Locale locale) {
        var layers = Objects.requireNonNullElse(set.draft(), set.layers()).stream()
                .map(Layer::defined)
                .toList();
        return new Tried(set.key(), layers, vocabulary, checks.rules(vocabulary, layers), locale);
    }

    private Uni<LayerSetPreview> preview(Shop shop, Tried tried, Instant now) {
        var time = new EvaluationTime(now, shop.zone(), shop.weekStart());
        var statement = PreviewStatement.layers(tried.vocabulary, tried.rules, shop, tried.set, time);
        return Uni.combine()
                .all()
                .unis(
                        reads.askOfAll(shop, statement.sql(), statement.values())
                                .map(Part::of)
                                .chain(parts -> moves(tried, parts).map(moves -> new Divided(parts, moves))),
                        dependents.of(shop, DefinitionKind.LAYER_SET, tried.set))
                .with((divided, readers) -> new LayerSetPreview(
                        tried.set,
                        layers(tried, divided.parts),
                        divided.moves,
                        readers,
                        now,
                        shop.zone().getId()));
    }

    /// Customers who would be in the layer at this place, and are in `held`.
    private record Part(int place, @Nullable String held, long count, List<UUID> some) {
        static List<Part> of(RowSet<Row> rows) {
            return Sql.list(rows, row -> row).stream()
                    .filter(row -> row.getInteger("should") != null)
                    .map(Part::of)
                    .toList();
        }

        private static Part of(Row row) {
            return new Part(
                    row.getInteger("should"),
                    row.getString("held"),
                    row.getLong("n"),
                    Arrays.asList(row.getArrayOfUUIDs("some")));
        }

        boolean moves(List<LayerRule> layers) {
            return !layers.get(place).key().equals(held);
        }
    }

    private record Divided(List<Part> parts, List<PreviewedMove> moves) {}

    private static List<PreviewedLayer> layers(Tried tried, List<Part> parts) {
        var layers = new ArrayList<PreviewedLayer>();
        for (int place = 0; place < tried.layers.size(); place++) {
            var layer = tried.layers.get(place);
            int there = place;
            layers.add(new PreviewedLayer(
                    layer.key(),
                    layer.name(),
                    tried.check(place),
                    sum(parts.stream().filter(part -> part.place == there)),
                    sum(parts.stream().filter(part -> layer.key().equals(part.held)))));
        }
        return layers;
    }

    private static long sum(Stream<Part> parts) {
        return parts.mapToLong(Part::count).sum();
    }

    /// The samples are shared out among the moves; the customers are read by one statement.
    private Uni<List<PreviewedMove>> moves(Tried tried, List<Part> parts) {
        var moves = parts.stream()
                .filter(part -> part.moves(tried.layers))
                .sorted(Comparator.comparingLong(Part::count).reversed())
                .toList();
        int share = Math.max(1, PreviewStatement.SAMPLES / Math.max(1, moves.size()));
        var ids = moves.stream()
                .flatMap(move -> move.some.stream().limit(share))
                .limit(PreviewStatement.SAMPLES)
                .toList();
        return customers.of(ids).map(found -> {
            var byId = found.stream().collect(Collectors.toMap(CustomerSummary::id, customer -> customer));
            return moves.stream().map(move -> shown(tried, move, byId)).toList();
        });
    }

    private static PreviewedMove shown(Tried tried, Part move, Map<UUID, CustomerSummary> customers) {
        var samples = move.some.stream().flatMap(id -> Stream.ofNullable(customers.get(id)));
        return new PreviewedMove(move.held, tried.layers.get(move.place).key(), move.count, samples.toList());
    }
}
