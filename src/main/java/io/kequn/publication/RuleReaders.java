package io.kequn.publication;

import io.kequn.customer.AttributeUse;
import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.RuleGraph;
import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.Facts;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.publication.StoredRules.Read;
import io.kequn.rule.RuleLanguage;
import io.kequn.tag.TagUse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Tells whose rules name a definition, so that it does not go away under them, which read days, and which
/// cannot be read. All inside a definition transaction, with its own changes.
@Singleton
class RuleReaders implements TagUse, AttributeUse {
    private final ShopVocabulary vocabularies;

    RuleReaders(ShopVocabulary vocabularies) {
        this.vocabularies = vocabularies;
    }

    @Override
    public Uni<List<DefinitionUser>> usersOfTag(Shop shop, String key) {
        return users(shop, rule -> rule.uses().tags().contains(key));
    }

    @Override
    public Uni<List<DefinitionUser>> usersOfAttribute(Shop shop, String key) {
        return users(shop, rule -> rule.uses().customAttributes().contains(key));
    }

    /// Whose rules name one of these properties of the events of this name.
    Uni<List<DefinitionUser>> usersOfProperties(Shop shop, String event, Set<String> properties) {
        return users(shop, rule -> rule.names(event, properties));
    }

    Uni<List<DefinitionUser>> usersOfNumbers(Shop shop, String event, Set<String> properties) {
        return users(shop, rule -> rule.calculatesWith(event, properties));
    }

    /// Those users of properties that are live.
    Uni<List<RuleSubject>> liveUsersOfProperties(Shop shop, String event, Set<String> properties) {
        return subjects(shop, rule -> rule.live() && rule.names(event, properties));
    }

    /// Also drafts, and those of archived definitions, which may come back.
    Uni<List<DefinitionUser>> usersOfSegment(Shop shop, String key) {
        return users(shop, rule -> rule.uses().segments().contains(key));
    }

    Uni<List<DefinitionUser>> liveUsersOfSegment(Shop shop, String key) {
        return users(shop, rule -> rule.live() && rule.uses().segments().contains(key));
    }

    Uni<List<DefinitionUser>> usersOfLayerSet(Shop shop, String key) {
        return users(shop, rule -> rule.uses().layerSets().contains(key));
    }

    Uni<List<DefinitionUser>> liveUsersOfLayerSet(Shop shop, String key) {
        return users(shop, rule -> rule.live() && rule.uses().layerSets().contains(key));
    }

    Uni<List<DefinitionUser>> usersOfLevelProgram(Shop shop, String key) {
        return users(shop, rule -> rule.uses().facts().contains(Facts.level(key)));
    }

    Uni<List<DefinitionUser>> liveUsersOfLevelProgram(Shop shop, String key) {
        return users(shop, rule -> rule.live() && rule.uses().facts().contains(Facts.level(key)));
    }

    /// What the live rules read.
    Uni<RuleGraph> liveGraph(Shop shop) {
        return read(shop).map(StoredRules::graph);
    }

    /// Whose live rules read days.
    Uni<List<RuleSubject>> liveReadersOfDays(Shop shop) {
        return subjects(shop, rule -> rule.live() && rule.uses().readsZone());
    }

    /// Whose rules, live or drafted, cannot be read in the shop as it is given.
    Uni<List<RuleSubject>> unreadable(Shop shop) {
        return vocabularies
                .inside(shop)
                .map(vocabulary -> new RuleLanguage(vocabulary.withEarlier()))
                .chain(language -> unreadable(shop, rule -> !rule.isReadable(language)));
    }

    /// Whose live rules name what is not there any more.
    Uni<List<RuleSubject>> liveBroken(Shop shop) {
        return vocabularies
                .inside(shop)
                .map(RuleLanguage::new)
                .chain(language -> unreadable(shop, rule -> rule.live() && !rule.isReadable(language)));
    }

    /// The layers that live rules name and that are not there any more.
    Uni<List<LostLayer>> liveLostLayers(Shop shop) {
        return vocabularies
                .inside(shop)
                .map(RuleLanguage::new)
                .chain(language -> stored(shop)
                        .map(rules -> rules.stream()
                                .filter(StoredRule::live)
                                .flatMap(rule -> lostLayers(language, rule))
                                .distinct()
                                .toList()));
    }

    private static Stream<LostLayer> lostLayers(RuleLanguage language, StoredRule rule) {
        return rule.lostLayers(language).stream().map(layer -> new LostLayer(layer, rule.subject()));
    }

    /// All rules, each read once.
    Uni<PresentRules> readPresent(Shop shop) {
        return vocabularies
                .inside(shop)
                .chain(vocabulary -> stored(shop).map(rules -> PresentRules.of(vocabulary, rules)));
    }

    private static Uni<List<RuleSubject>> unreadable(Shop shop, Predicate<StoredRule> which) {
        return stored(shop)
                .map(rules -> rules.stream()
                        .filter(which)
                        .map(StoredRule::subject)
                        .distinct()
                        .toList());
    }

    private Uni<List<DefinitionUser>> users(Shop shop, Predicate<Read> which) {
        return subjects(shop, which)
                .map(subjects -> subjects.stream().map(RuleSubject::user).toList());
    }

    private Uni<List<RuleSubject>> subjects(Shop shop, Predicate<Read> which) {
        return read(shop).map(found -> found.subjects(which));
    }

    /// All rules as they are stored.
    Uni<StoredRules> read(Shop shop) {
        return vocabularies
                .inside(shop)
                .chain(vocabulary -> stored(shop).map(rules -> StoredRules.of(vocabulary, rules)));
    }

    private static Uni<List<StoredRule>> stored(Shop shop) {
        return DefinitionTransaction.list(StoredRule::of, StoredRule.SELECT, shop.id());
    }
}
