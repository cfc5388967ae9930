package io.kequn.segment;

import io.kequn.customer.AttributeUse;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleUses;
import io.kequn.tag.TagUse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Tells which segments' rules name a tag, an attribute, a property of events or a segment, so that it does not
/// go away under them, which read days, and which cannot be read. All inside a definition transaction, with its
/// own changes.
@Singleton
class RuleReaders implements TagUse, AttributeUse {
    private static final String RULES = """
        select s.key, v.rule, v.number = s.live_version and s.archived_at is null live from segment s
        join segment_version v on v.segment_id = s.id and (v.published_at is null or v.number = s.live_version)
        where s.shop_id = $1 order by s.key\
        """;

    private final ShopVocabulary vocabularies;

    RuleReaders(ShopVocabulary vocabularies) {
        this.vocabularies = vocabularies;
    }

    @Override
    public Uni<List<String>> usersOfTag(Shop shop, String key) {
        return readers(shop, rule -> rule.uses().tags().contains(key));
    }

    @Override
    public Uni<List<String>> usersOfAttribute(Shop shop, String key) {
        return readers(shop, rule -> rule.uses().customAttributes().contains(key));
    }

    /// Whose rules name one of these properties of the events of this name.
    Uni<List<String>> usersOfProperties(Shop shop, String event, Set<String> properties) {
        return readers(shop, rule -> rule.names(event, properties));
    }

    /// The keys of the live segments among those.
    Uni<List<String>> liveUsersOfProperties(Shop shop, String event, Set<String> properties) {
        return liveKeys(shop, rule -> rule.names(event, properties));
    }

    /// Also drafts, and those of archived segments, which may come back.
    Uni<List<String>> usersOfSegment(Shop shop, String key) {
        return readers(shop, rule -> rule.uses().segments().contains(key));
    }

    Uni<List<String>> liveUsersOfSegment(Shop shop, String key) {
        return readers(shop, rule -> rule.live() && rule.uses().segments().contains(key));
    }

    /// Which segments the live rules read.
    Uni<SegmentGraph> liveGraph(Shop shop) {
        return read(shop)
                .map(rules -> new SegmentGraph(rules.stream()
                        .filter(Read::live)
                        .collect(Collectors.toMap(
                                Read::segment, rule -> rule.uses().segments()))));
    }

    /// The keys of the live segments whose rules read days.
    Uni<List<String>> liveReadersOfDays(Shop shop) {
        return liveKeys(shop, rule -> rule.uses().readsZone());
    }

    private Uni<List<String>> liveKeys(Shop shop, Predicate<Read> which) {
        return read(shop)
                .map(rules -> rules.stream()
                        .filter(rule -> rule.live() && which.test(rule))
                        .map(Read::segment)
                        .toList());
    }

    /// The keys of the segments whose rules, live or drafted, cannot be read in the shop as it is given.
    Uni<List<String>> unreadable(Shop shop) {
        return language(shop)
                .chain(language -> stored(shop)
                        .map(rules -> rules.stream()
                                .filter(rule -> !isReadable(language, rule))
                                .map(Stored::segment)
                                .distinct()
                                .toList()));
    }

    private Uni<List<String>> readers(Shop shop, Predicate<Read> named) {
        return read(shop)
                .map(rules -> rules.stream()
                        .filter(named)
                        .map(rule -> "segment `" + rule.segment() + "`")
                        .distinct()
                        .toList());
    }

    private Uni<List<Read>> read(Shop shop) {
        return language(shop)
                .chain(language -> stored(shop)
                        .map(rules ->
                                rules.stream().map(rule -> read(language, rule)).toList()));
    }

    private static Read read(RuleLanguage language, Stored rule) {
        return new Read(rule.segment, language.uses(language.parse(rule.text)), rule.live);
    }

    /// Drafts and archived rules may name segments that have been archived since.
    private Uni<RuleLanguage> language(Shop shop) {
        return vocabularies
                .inside(shop)
                .map(vocabulary ->
                        new RuleLanguage(vocabulary.with(vocabulary.segments().withArchived())));
    }

    private static boolean isReadable(RuleLanguage language, Stored rule) {
        try {
            return language.parse(rule.text) != null;
        } catch (InvalidRule unreadable) {
            return false;
        }
    }

    private static Uni<List<Stored>> stored(Shop shop) {
        return DefinitionTransaction.list(Stored::of, RULES, shop.id());
    }

    /// The live rule of a segment, or its draft.
    private record Stored(String segment, String text, boolean live) {
        static Stored of(Columns row) {
            return new Stored(row.text("key"), row.text("rule"), row.flag("live"));
        }
    }

    private record Read(String segment, RuleUses uses, boolean live) {
        boolean names(String event, Set<String> properties) {
            return properties.stream().anyMatch(name -> uses.properties().contains(new RuleUses.Property(event, name)));
        }
    }
}
