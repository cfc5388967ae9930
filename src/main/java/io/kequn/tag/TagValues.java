package io.kequn.tag;

import io.kequn.customer.DefinedValues;
import jakarta.inject.Singleton;

/// The tags of a shop with their names.
@Singleton
class TagValues implements DefinedValues {
    @Override
    public boolean isOf(String subject) {
        return subject.equals(TagVocabulary.TAGS);
    }

    @Override
    public String select() {
        return """
            select t.key as value, t.name from tag t
            where t.shop_id = $1 and not t.deleting and $2::text is not null order by t.key limit 10000\
            """;
    }
}
