package io.kequn.points;

import io.kequn.customer.VocabularyPart;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Facts;
import io.kequn.rule.Attribute;
import io.kequn.rule.ValueType;
import io.kequn.rule.VocabularyBuilder;
import jakarta.inject.Singleton;

/// What rules can ask about points. Both stand on the customer's row: what time changes of them is written when
/// it does, so that no rule has to watch the time for them.
@Singleton
class PointsVocabulary implements VocabularyPart {
    @Override
    public void addTo(VocabularyBuilder builder, Shop shop) {
        builder.attribute(total("points_balance")).attribute(total("points_expiring"));
    }

    private static Attribute total(String name) {
        return Attribute.scalar(name, ValueType.INTEGER, "c." + name)
                .reading(Facts.POINTS)
                .always();
    }
}
