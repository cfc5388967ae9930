package io.kequn.tag;

import io.kequn.customer.DefinedValues;
import jakarta.inject.Singleton;

/// The tags of an exclusive tag group, of which a customer has one at most, with their names.
@Singleton
class GroupValues implements DefinedValues {
    private static final String SUBJECT = "tagGroup.";

    @Override
    public boolean isOf(String subject) {
        return subject.startsWith(SUBJECT);
    }

    @Override
    public String select() {
        return """
            select t.key as value, t.name from tag t
            join tag_group g on g.shop_id = t.shop_id and g.id = t.group_id and g.exclusive
            where t.shop_id = $1 and 'tagGroup.' || g.key = $2::text and not t.deleting
            order by t.key limit 10000\
            """;
    }
}
