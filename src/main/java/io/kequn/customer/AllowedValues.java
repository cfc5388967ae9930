package io.kequn.customer;

import jakarta.inject.Singleton;

/// The values that the shop allows of its own attributes.
@Singleton
class AllowedValues implements DefinedValues {
    @Override
    public boolean isOf(String subject) {
        return subject.startsWith("custom.");
    }

    @Override
    public String select() {
        return """
            select value, null::text as name
            from attribute a cross join lateral unnest(a.allowed_values) with ordinality allowed (value, place)
            where a.shop_id = $1 and not a.deleting and a.key = substr($2::text, length('custom.') + 1)
            order by place limit 1000\
            """;
    }
}
