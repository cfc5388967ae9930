package io.kequn.event;

import static io.kequn.rule.ValueType.INSTANT;
import static io.kequn.rule.ValueType.STRING;

import io.kequn.customer.StoredVocabularyPart;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.Facts;
import io.kequn.rule.Attribute;
import io.kequn.rule.GroupedSource;
import io.kequn.rule.OpenProperties;
import io.kequn.rule.OpenProperties.PropertyType;
import io.kequn.rule.RuleFunction;
import io.kequn.rule.VocabularyBuilder;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What rules can ask about events: `event` for those of any name, a function for each standard one, and when a
/// checkout was abandoned last.
@Singleton
class EventVocabulary implements StoredVocabularyPart {
    /// Jumps from name to name along the index, so that many events of few names cost little.
    static final String NAMES = """
        with recursive known as (
          (select name from event where shop_id = $1::int order by name limit 1)
          union all
          select (select e.name from event e where e.shop_id = $1::int and e.name > known.name order by e.name limit 1)
          from known where known.name is not null
        ) select name from known where name is not null\
        """;

    private static final GroupedSource EVENTS = GroupedSource.of("event", "event e")
            .keyedBy("e.shop_id", "e.customer_id")
            .reading(Facts.EVENT)
            .at("e.occurred_at")
            .ofKinds(new GroupedSource.Kind("e.name", "text", NAMES))
            .showing(new GroupedSource.Shown("e.id", "e.name", null));
    private static final String CHECKOUT_ABANDONED = "checkout_abandoned";

    @Override
    public String select() {
        return """
            select d.name, p.property, p.type from event_definition d
            cross join lateral unnest(d.property_names, d.property_types) as p (property, type)
            where d.shop_id = $1 order by d.name, p.property\
            """;
    }

    @Override
    public void addTo(VocabularyBuilder builder, Shop shop, List<Columns> rows) {
        var properties = new OpenProperties("e.properties", declared(rows));
        builder.function(RuleFunction.over("event", EVENTS)
                .with("name", STRING, "e.name")
                .with("date", INSTANT, "e.occurred_at")
                .ofKindsNamedBy("name")
                .openTo(properties));
        for (var event : StandardEvent.values()) {
            builder.function(named(event, properties));
        }
        builder.attribute(Attribute.latest("abandoned_checkout_date", EVENTS, CHECKOUT_ABANDONED));
    }

    /// What is standard, and what the shop has declared.
    private static Map<String, Map<String, PropertyType>> declared(List<Columns> rows) {
        Map<String, Map<String, PropertyType>> declared = new HashMap<>();
        StandardEvent.declared()
                .forEach((event, types) -> types.forEach((property, type) -> add(declared, event, property, type)));
        rows.forEach(
                row -> add(declared, row.text("name"), row.text("property"), EventPropertyType.of(row.text("type"))));
        return declared;
    }

    private static void add(
            Map<String, Map<String, PropertyType>> declared, String event, String property, EventPropertyType type) {
        declared.computeIfAbsent(event, none -> new HashMap<>()).put(property, type.ofRules());
    }

    private static RuleFunction named(StandardEvent event, OpenProperties properties) {
        return RuleFunction.over(event.word(), EVENTS)
                .with("date", INSTANT, "e.occurred_at")
                .ofKind(event.word())
                .openTo(properties);
    }
}
