package io.kequn.segment;

import io.kequn.customer.StoredVocabularyPart;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.Facts;
import io.kequn.rule.GroupedSource;
import io.kequn.rule.Memberships;
import io.kequn.rule.VocabularyBuilder;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What rules can ask about segments: whether the customer is stored as a member of one that is published.
@Singleton
class SegmentVocabulary implements StoredVocabularyPart {
    private static final GroupedSource MEMBERS = GroupedSource.of("segment_member", "segment_member sm")
            .keyedBy("sm.shop_id", "sm.customer_id")
            .reading(Facts.SEGMENT)
            .ofKinds("sm.segment_id", "int");

    @Override
    public String select() {
        return """
            select key, id, archived_at is not null archived from segment
            where shop_id = $1 and (kind = 'static' or live_version is not null)\
            """;
    }

    @Override
    public void addTo(VocabularyBuilder builder, Shop shop, List<Columns> rows) {
        builder.segments(new Memberships(MEMBERS, numbers(rows, false), numbers(rows, true)));
    }

    private static Map<String, Integer> numbers(List<Columns> rows, boolean archived) {
        return rows.stream()
                .filter(row -> row.flag("archived") == archived)
                .collect(Collectors.toMap(row -> row.text("key"), row -> row.count("id")));
    }
}
