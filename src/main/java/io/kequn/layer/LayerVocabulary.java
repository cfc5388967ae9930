package io.kequn.layer;

import io.kequn.customer.StoredVocabularyPart;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.Facts;
import io.kequn.rule.Attribute;
import io.kequn.rule.GroupedSource;
import io.kequn.rule.LayerSets;
import io.kequn.rule.LayerSets.LayerSet;
import io.kequn.rule.ValueType;
import io.kequn.rule.VocabularyBuilder;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What rules can ask about layers: which one of a published set the customer is stored in. That of the set
/// `lifecycle` is the attribute `lifecycle_stage` too.
@Singleton
class LayerVocabulary implements StoredVocabularyPart {
    private static final GroupedSource MEMBERS = GroupedSource.of("layer_member", "layer_member lm")
            .keyedBy("lm.shop_id", "lm.customer_id")
            .reading(Facts.LAYER)
            .ofKinds("lm.layer_set_id", "int");

    /// The set by whose layers a shop tells the stages that its customers go through.
    private static final String LIFECYCLE = "lifecycle";

    /// Read beside the rows of members, so that each has a name of its own.
    private static final GroupedSource STAGES = GroupedSource.of(
                    "lifecycle_stage",
                    "layer_member lsm join layer ls on ls.shop_id = lsm.shop_id and ls.id = lsm.layer_id")
            .keyedBy("lsm.shop_id", "lsm.customer_id")
            .reading(Facts.LAYER)
            .ofKinds("lsm.layer_set_id", "int");

    @Override
    public String select() {
        return """
            select s.key, s.id, l.key layer_key, l.id layer_id, s.archived_at is null and l.place is not null live
            from layer_set s join layer l on l.shop_id = s.shop_id and l.layer_set_id = s.id
            where s.shop_id = $1 and s.live_version is not null\
            """;
    }

    @Override
    public void addTo(VocabularyBuilder builder, Shop shop, List<Columns> rows) {
        builder.layers(
                new LayerSets(MEMBERS, "lm.layer_id", sets(rows, row -> row.flag("live")), sets(rows, row -> true)));
        stage(rows.stream().filter(row -> row.flag("live"))).ifPresent(builder::attribute);
        stage(rows.stream()).ifPresent(builder::earlier);
    }

    private static Optional<Attribute> stage(Stream<Columns> rows) {
        var layers = rows.filter(row -> row.text("key").equals(LIFECYCLE)).toList();
        return layers.stream()
                .findFirst()
                .map(row -> Attribute.ofRow("lifecycle_stage", ValueType.STRING, STAGES, row.count("id"), "ls.key")
                        .oneOf(layers.stream()
                                .map(layer -> layer.text("layer_key"))
                                .toArray(String[]::new))
                        .reading(Facts.layer(LIFECYCLE)));
    }

    private static Map<String, LayerSet> sets(List<Columns> rows, Predicate<Columns> which) {
        var layers = rows.stream()
                .filter(which)
                .collect(Collectors.groupingBy(
                        row -> row.text("key"),
                        Collectors.toMap(row -> row.text("layer_key"), row -> row.count("layer_id"))));
        var sets = new HashMap<String, LayerSet>();
        rows.stream()
                .filter(which)
                .forEach(row -> sets.put(
                        row.text("key"),
                        new LayerSet(row.count("id"), layers.getOrDefault(row.text("key"), Map.of()))));
        return sets;
    }
}
