package io.kequn.event;

import static io.kequn.rule.ValueType.INSTANT;
import static io.kequn.rule.ValueType.STRING;

import io.kequn.customer.VocabularyPart;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Facts;
import io.kequn.rule.Attribute;
import io.kequn.rule.GroupedSource;
import io.kequn.rule.OpenProperties;
import io.kequn.rule.RuleFunction;
import io.kequn.rule.Vocabulary;
import jakarta.inject.Singleton;

/// What rules can ask about events: `event` for those of any name, a function for each standard one, and when a
/// checkout was abandoned last.
@Singleton
class EventVocabulary implements VocabularyPart {
    /// Jumps from name to name along the index, so that many events of few names cost little.
    private static final String NAMES = """
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
            .ofKinds(new GroupedSource.Kind("e.name", "text", NAMES));
    private static final OpenProperties PROPERTIES = new OpenProperties("e.properties", StandardEvent.declared());
    private static final String CHECKOUT_ABANDONED = "checkout_abandoned";

    @Override
    public void addTo(Vocabulary.Builder builder, Shop shop) {
        builder.function(RuleFunction.over("event", EVENTS)
                .with("name", STRING, "e.name")
                .with("date", INSTANT, "e.occurred_at")
                .ofKindsNamedBy("name")
                .openTo(PROPERTIES));
        for (var event : StandardEvent.values()) {
            builder.function(named(event));
        }
        builder.attribute(Attribute.latest("abandoned_checkout_date", EVENTS, CHECKOUT_ABANDONED));
    }

    private static RuleFunction named(StandardEvent event) {
        return RuleFunction.over(event.word(), EVENTS)
                .with("date", INSTANT, "e.occurred_at")
                .ofKind(event.word())
                .openTo(PROPERTIES);
    }
}
