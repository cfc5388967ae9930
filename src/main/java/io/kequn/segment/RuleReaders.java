package io.kequn.segment;

import io.kequn.customer.AttributeUse;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleUses;
import io.kequn.rule.Vocabulary;
import io.kequn.tag.TagUse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/// Tells which segments' rules, live or drafted, name a tag or an attribute, so that it is not deleted under them.
@Singleton
class RuleReaders implements TagUse, AttributeUse {
    private static final String RULES = """
        select s.key, v.rule from segment s
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

    private Uni<List<String>> readers(Shop shop, Predicate<RuleUses> names) {
        return vocabularies
                .of(shop)
                .chain(vocabulary -> rules(shop)
                        .map(rows -> rows.stream()
                                .filter(row -> names.test(uses(vocabulary, (String) row[1])))
                                .map(row -> "segment `" + row[0] + "`")
                                .distinct()
                                .toList()));
    }

    private static RuleUses uses(Vocabulary vocabulary, String rule) {
        var language = new RuleLanguage(vocabulary);
        return language.uses(language.parse(rule));
    }

    private static Uni<List<Object[]>> rules(Shop shop) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(RULES, Object[].class)
                        .setParameter(1, shop.id())
                        .getResultList());
    }
}
