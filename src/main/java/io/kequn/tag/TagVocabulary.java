package io.kequn.tag;

import io.kequn.customer.VocabularyPart;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Facts;
import io.kequn.rule.Attribute;
import io.kequn.rule.GroupedSource;
import io.kequn.rule.ValueType;
import io.kequn.rule.VocabularyBuilder;
import jakarta.inject.Singleton;

/// What rules can ask about tags: `customer_tags`, a set of keys.
@Singleton
class TagVocabulary implements VocabularyPart {
    static final String TAGS = "customer_tags";

    /// A tag that is being deleted counts until it is taken from the customer, so that memberships change with the
    /// assignment and never without a writer.
    private static final GroupedSource SOURCE = GroupedSource.of(
                    "customer_tag", "customer_tag ct join tag t on t.id = ct.tag_id")
            .keyedBy("ct.shop_id", "ct.customer_id")
            .reading(Facts.TAG);

    @Override
    public void addTo(VocabularyBuilder builder, Shop shop) {
        builder.attribute(Attribute.set(TAGS, ValueType.STRING, SOURCE, "t.key").ofTags());
    }
}
