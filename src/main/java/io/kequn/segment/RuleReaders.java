package io.kequn.segment;

import io.kequn.customer.AttributeUse;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleUses;
import io.kequn.segment.RuleSubject.Kind;
import io.kequn.segment.TagPrecedence.Ranked;
import io.kequn.tag.TagUse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tells whose rules name a tag, an attribute, a property of events or a segment, so that it does not go away
/// under them, which read days, and which cannot be read. All inside a definition transaction, with its own
/// changes.
@Singleton
class RuleReaders implements TagUse, AttributeUse {
    private static final String RULES = """
        select 'segment' kind, s.id, s.key, v.rule, v.number = s.live_version and s.archived_at is null live,
          cast(null as int) exclusive_group, 0 priority
        from segment s
        join segment_version v on v.segment_id = s.id and (v.published_at is null or v.number = s.live_version)
        where s.shop_id = $1
        union all
        select 'tag', t.id, t.key, r.rule, true, case when g.exclusive then g.id end, r.priority
        from tag_rule r
        join tag t on t.shop_id = r.shop_id and t.id = r.tag_id and t.automatic
        left join tag_group g on g.shop_id = t.shop_id and g.id = t.group_id
        where r.shop_id = $1
        order by kind, key\
        """;

    private final ShopVocabulary vocabularies;

    RuleReaders(ShopVocabulary vocabularies) {
        this.vocabularies = vocabularies;
    }

    @Override
    public Uni<List<String>> usersOfTag(Shop shop, String key) {
        return readers(shop, rule -> rule.uses.tags().contains(key));
    }

    @Override
    public Uni<List<String>> usersOfAttribute(Shop shop, String key) {
        return readers(shop, rule -> rule.uses.customAttributes().contains(key));
    }

    /// Whose rules name one of these properties of the events of this name.
    Uni<List<String>> usersOfProperties(Shop shop, String event, Set<String> properties) {
        return readers(shop, rule -> rule.names(event, properties));
    }

    /// Those of them that are live.
    Uni<List<RuleSubject>> liveUsersOfProperties(Shop shop, String event, Set<String> properties) {
        return live(shop, rule -> rule.names(event, properties));
    }

    /// Also drafts, and those of archived segments, which may come back.
    Uni<List<String>> usersOfSegment(Shop shop, String key) {
        return readers(shop, rule -> rule.uses.segments().contains(key));
    }

    Uni<List<String>> liveUsersOfSegment(Shop shop, String key) {
        return readers(shop, rule -> rule.stored.live && rule.uses.segments().contains(key));
    }

    /// What the live rules read.
    Uni<RuleGraph> liveGraph(Shop shop) {
        return read(shop).map(Found::graph);
    }

    /// Whose live rules read days.
    Uni<List<RuleSubject>> liveReadersOfDays(Shop shop) {
        return live(shop, rule -> rule.uses.readsZone());
    }

    /// Whose rules, live or drafted, cannot be read in the shop as it is given.
    Uni<List<RuleSubject>> unreadable(Shop shop) {
        return language(shop)
                .chain(language -> stored(shop)
                        .map(rules -> rules.stream()
                                .filter(rule -> !isReadable(language, rule))
                                .map(Stored::subject)
                                .distinct()
                                .toList()));
    }

    private Uni<List<String>> readers(Shop shop, Predicate<Read> named) {
        return read(shop)
                .map(found -> found.rules.stream()
                        .filter(named)
                        .map(rule -> rule.stored.subject.toString())
                        .distinct()
                        .toList());
    }

    private Uni<List<RuleSubject>> live(Shop shop, Predicate<Read> which) {
        return read(shop)
                .map(found -> found.rules.stream()
                        .filter(rule -> rule.stored.live && which.test(rule))
                        .map(rule -> rule.stored.subject)
                        .toList());
    }

    private Uni<Found> read(Shop shop) {
        return language(shop)
                .chain(language -> stored(shop)
                        .map(rules -> new Found(
                                language,
                                rules.stream().map(rule -> read(language, rule)).toList())));
    }

    private static Read read(RuleLanguage language, Stored stored) {
        var rule = language.parse(stored.text);
        return new Read(stored, rule, language.uses(rule));
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

    /// A live rule, or the draft of one.
    private record Stored(
            RuleSubject subject,
            String text,
            boolean live,
            @Nullable Integer group,
            int priority) {
        static Stored of(Columns row) {
            var group = row.numberOrNull("exclusive_group");
            return new Stored(
                    new RuleSubject(Kind.of(row.text("kind")), row.count("id"), row.text("key")),
                    row.text("rule"),
                    row.flag("live"),
                    group == null ? null : group.intValue(),
                    row.count("priority"));
        }
    }

    private record Read(Stored stored, Rule rule, RuleUses uses) {
        boolean names(String event, Set<String> properties) {
            return properties.stream().anyMatch(name -> uses.properties().contains(new RuleUses.Property(event, name)));
        }

        boolean isTag() {
            return stored.subject.kind() == Kind.TAG;
        }

        Ranked ranked() {
            return new Ranked(stored.subject, stored.group, stored.priority, rule);
        }
    }

    private record Found(RuleLanguage language, List<Read> rules) {
        RuleGraph graph() {
            var tags = rules.stream().filter(Read::isTag).map(Read::ranked).toList();
            var reads = new HashMap<String, Set<String>>();
            rules.stream()
                    .filter(rule -> rule.stored.live)
                    .forEach(rule -> reads.put(rule.stored.subject.node(), RuleGraph.readBy(uses(rule, tags))));
            return new RuleGraph(reads);
        }

        private RuleUses uses(Read rule, List<Ranked> tags) {
            return rule.isTag() ? language.uses(TagPrecedence.effective(rule.ranked(), tags)) : rule.uses;
        }
    }
}
