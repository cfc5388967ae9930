package io.kequn.layer;

import io.kequn.customer.DefinedValues;
import jakarta.inject.Singleton;

/// The layers of a published layer set, with their names, in their order.
@Singleton
class LayerValues implements DefinedValues {
    private static final String SUBJECT = "layer.";

    @Override
    public boolean isOf(String subject) {
        return subject.startsWith(SUBJECT);
    }

    @Override
    public String select() {
        return """
            select l.key as value, l.name from layer l
            join layer_set s on s.shop_id = l.shop_id and s.id = l.layer_set_id
            where l.shop_id = $1 and 'layer.' || s.key = $2::text and l.place is not null
            order by l.place\
            """;
    }
}
