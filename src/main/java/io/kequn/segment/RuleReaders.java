package io.kequn.segment;

import io.kequn.customer.AttributeUse;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleUses;
import io.kequn.rule.Vocabulary;
import io.kequn.tag.TagUse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/// Tells which segments' rules name a tag or an attribute, so that it is not deleted under them, which read days, and
/// which cannot be read.
@Singleton
class RuleReaders implements TagUse, AttributeUse {
    private static final String RULES = """
        select s.key, v.rule, v.number = s.live_version and s.archived_at is null live from segment s
        join segment_version v on v.segment_id = s.id and (v.published_at is null or v.number = s.live_version)
        where s.shop_id = ?1 order by s.key\
        """;

    private final ShopVocabulary vocabularies;

    RuleReaders(ShopVocabulary vocabularies) {
        this.vocabularies = vocabularies;
    }

    @Override
    public Uni<List<String>> usersOfTag(Shop shop, String key) {
        return readers(shop, uses -> uses.tags().contains(key));
    }

    @Override
    public Uni<List<String>> usersOfAttribute(Shop shop, String key) {
        return readers(shop, uses -> uses.customAttributes().contains(key));
    }

    /// The keys of the live segments whose rules read days.
    Uni<List<String>> liveReadersOfDays(Shop shop) {
        return vocabularies
                .inside(shop)
                .chain(vocabulary -> rules(shop)
                        .map(found -> found.stream()
                                .filter(rule ->
                                        rule.live() && uses(vocabulary, rule).readsZone())
                                .map(Stored::segment)
                                .toList()));
    }

    /// The keys of the segments whose rules, live or drafted, cannot be read in the shop as it is given.
    Uni<List<String>> unreadable(Shop shop) {
        return vocabularies
                .inside(shop)
                .chain(vocabulary -> rules(shop)
                        .map(found -> found.stream()
                                .filter(rule -> !isReadable(vocabulary, rule))
                                .map(Stored::segment)
                                .distinct()
                                .toList()));
    }

    private Uni<List<String>> readers(Shop shop, Predicate<RuleUses> names) {
        return vocabularies
                .inside(shop)
                .chain(vocabulary -> rules(shop)
                        .map(found -> found.stream()
                                .filter(rule -> names.test(uses(vocabulary, rule)))
                                .map(rule -> "segment `" + rule.segment() + "`")
                                .distinct()
                                .toList()));
    }

    private static RuleUses uses(Vocabulary vocabulary, Stored rule) {
        var language = new RuleLanguage(vocabulary);
        return language.uses(language.parse(rule.text()));
    }

    private static boolean isReadable(Vocabulary vocabulary, Stored rule) {
        try {
            return new RuleLanguage(vocabulary).parse(rule.text()) != null;
        } catch (InvalidRule unreadable) {
            return false;
        }
    }

    private static Uni<List<Stored>> rules(Shop shop) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(RULES, Object[].class)
                        .setParameter(1, shop.id())
                        .getResultList())
                .map(rows -> rows.stream().map(Stored::of).toList());
    }

    /// The live rule of a segment, or its draft.
    private record Stored(String segment, String text, boolean live) {
        static Stored of(Object[] row) {
            return new Stored((String) row[0], (String) row[1], Boolean.TRUE.equals(row[2]));
        }
    }
}
