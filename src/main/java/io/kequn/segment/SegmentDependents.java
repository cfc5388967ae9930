package io.kequn.segment;

import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.rule.RuleLanguage;
import io.kequn.segment.RulePreview.SegmentDependent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells which segments' rules, live or drafted, read a segment.
@Singleton
class SegmentDependents {
    private static final String RULES = """
        select s.key, s.name, v.rule from segment s
        join segment_version v on v.shop_id = s.shop_id and v.segment_id = s.id
          and (v.published_at is null or v.number = s.live_version)
        where s.shop_id = $1 and s.key <> $2 and s.archived_at is null order by s.key\
        """;

    private final ShopReads reads;
    private final ShopVocabulary vocabularies;

    SegmentDependents(ShopReads reads, ShopVocabulary vocabularies) {
        this.reads = reads;
        this.vocabularies = vocabularies;
    }

    private record Written(SegmentDependent by, String rule) {}

    /// In order of their keys; nobody reads a rule that belongs to no segment yet.
    Uni<List<SegmentDependent>> of(Shop shop, @Nullable String segment) {
        if (segment == null) {
            return Uni.createFrom().item(List.of());
        }
        return vocabularies
                .of(shop)
                .map(vocabulary ->
                        new RuleLanguage(vocabulary.with(vocabulary.segments().withArchived())))
                .chain(language -> written(shop, segment)
                        .map(all -> all.stream()
                                .filter(written -> language.uses(language.parse(written.rule))
                                        .segments()
                                        .contains(segment))
                                .map(Written::by)
                                .distinct()
                                .toList()));
    }

    private Uni<List<Written>> written(Shop shop, String segment) {
        return reads.list(
                shop,
                row -> new Written(
                        new SegmentDependent(row.getString("key"), row.getString("name")), row.getString("rule")),
                RULES,
                shop.id(),
                segment);
    }
}
