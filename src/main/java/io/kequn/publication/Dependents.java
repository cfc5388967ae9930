package io.kequn.publication;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.customer.AttributeService;
import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.ShopReads;
import io.kequn.publication.StoredRules.Read;
import io.kequn.rule.RuleUses;
import io.kequn.tag.TagReads;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/// Tells whose rules, live, drafted or archived, read a definition, before somebody changes or ends it.
@Singleton
public class Dependents {
    private final ShopReads reads;
    private final ShopVocabulary vocabularies;
    private final TagReads tags;
    private final AttributeService attributes;
    private final List<DefinitionFinder> finders;

    Dependents(
            ShopReads reads,
            ShopVocabulary vocabularies,
            TagReads tags,
            AttributeService attributes,
            @All List<DefinitionFinder> finders) {
        this.reads = reads;
        this.vocabularies = vocabularies;
        this.tags = tags;
        this.attributes = attributes;
        this.finders = finders;
    }

    /// They are all, at most as many as the shop has rules.
    public record DependentList(List<Dependent> items) {
        public DependentList {
            items = List.copyOf(items);
        }
    }

    /// By kind and key. Refuses where there is no such definition.
    public Uni<DependentList> of(DefinitionKind kind, String key) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return existing(kind, shop, key).chain(() -> of(shop, kind, key)).map(DependentList::new);
    }

    private Uni<?> existing(DefinitionKind kind, Shop shop, String key) {
        return switch (kind) {
            case SEGMENT, LAYER_SET, LEVEL_PROGRAM -> finder(kind).idOf(shop, key);
            case TAG -> tags.get(key);
            case ATTRIBUTE -> attributes.get(key);
        };
    }

    private DefinitionFinder finder(DefinitionKind kind) {
        return finders.stream()
                .filter(finder -> finder.defines() == kind)
                .findFirst()
                .orElseThrow();
    }

    /// The same of what is known to be there.
    public Uni<List<Dependent>> of(Shop shop, DefinitionKind kind, String key) {
        return vocabularies
                .of(shop)
                .chain(vocabulary -> reads.list(
                                shop, row -> StoredRule.of(Columns.of(row)), StoredRule.SELECT, shop.id())
                        .map(stored -> StoredRules.of(vocabulary, stored)))
                .map(rules -> those(rules, rule -> names(rule.uses(), kind, key)));
    }

    private static boolean names(RuleUses uses, DefinitionKind kind, String key) {
        return switch (kind) {
            case SEGMENT -> uses.segments().contains(key);
            case TAG -> uses.tags().contains(key);
            case LAYER_SET -> uses.layerSets().contains(key);
            case LEVEL_PROGRAM -> uses.facts().contains(Facts.level(key));
            case ATTRIBUTE -> uses.customAttributes().contains(key);
        };
    }

    /// Of one definition the live rule and a draft may read it.
    private static List<Dependent> those(StoredRules rules, Predicate<Read> which) {
        var found = new LinkedHashMap<RuleSubject, Dependent>();
        rules.rules().stream()
                .filter(which)
                .forEach(rule -> found.merge(
                        rule.stored().subject(), rule.stored().dependent(), (one, other) -> one.live() ? one : other));
        return List.copyOf(found.values());
    }
}
