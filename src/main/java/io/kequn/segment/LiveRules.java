package io.kequn.segment;

import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.Refusal;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.ShopRules.Settings;
import io.kequn.segment.TagPrecedence.Ranked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The compiled rules of the shops that this replica writes for. Every transaction compares the revision under
/// the shared rules lock, so that no replica ever evaluates an older rule than the one that is published.
@Singleton
class LiveRules {
    private static final Logger LOG = Logger.getLogger(LiveRules.class);
    private static final int SHOPS = 10_000;
    private static final String SETTINGS = "select currency, time_zone, week_start from shop where id = $1";
    private static final String RULES = """
        select s.id, s.key, v.number, v.rule, v.language_version
        from segment s join segment_version v on v.segment_id = s.id and v.number = s.live_version
        where s.shop_id = $1 and s.kind = 'dynamic' and s.archived_at is null
        order by s.id\
        """;
    private static final String TAG_RULES = """
        select t.id, t.key, r.version number, r.rule, r.language_version, r.priority,
          case when g.exclusive then g.id end exclusive_group
        from tag_rule r
        join tag t on t.shop_id = r.shop_id and t.id = r.tag_id and t.automatic
        left join tag_group g on g.shop_id = t.shop_id and g.id = t.group_id
        where r.shop_id = $1 order by t.id\
        """;

    private final ShopVocabulary vocabularies;
    private final Cache<Integer, ShopRules> shops =
            Caffeine.newBuilder().maximumSize(SHOPS).build();

    LiveRules(ShopVocabulary vocabularies) {
        this.vocabularies = vocabularies;
    }

    Uni<Void> prepare(FactSession session, long revision) {
        var known = shops.getIfPresent(session.shop().id());
        var present =
                known != null && known.revision() == revision ? Uni.createFrom().item(known) : load(session, revision);
        return present.invoke(rules -> refuseOldCurrency(session.shop(), rules.currency()))
                .replaceWithVoid();
    }

    /// Who knew the shop before its currency changed, and waited for that, would write amounts in the old one.
    private static void refuseOldCurrency(Shop shop, Currency present) {
        if (!shop.currency().equals(present)) {
            throw UNAVAILABLE.because(
                    "The shop's currency has just changed to " + present + "; check the amounts and send again.",
                    "店铺币种刚刚改为 " + present + "；请核对金额后重新发送。");
        }
    }

    /// The rules of a session that was prepared.
    ShopRules of(FactSession session) {
        var rules = shops.getIfPresent(session.shop().id());
        if (rules == null) {
            throw new IllegalStateException("the rules were evicted while a transaction used them");
        }
        return rules;
    }

    /// Those of a revision if this replica has them, since it has written for the shop.
    Optional<ShopRules> known(Shop shop, long revision) {
        return Optional.ofNullable(shops.getIfPresent(shop.id())).filter(rules -> rules.revision() == revision);
    }

    private Uni<ShopRules> load(FactSession session, long revision) {
        int shop = session.shop().id();
        return session.query(SETTINGS, shop)
                .map(rows -> settings(rows.iterator().next()))
                .invoke(settings -> refuseOldCurrency(session.shop(), settings.currency()))
                .chain(settings -> vocabularies
                        .of(session)
                        .chain(vocabulary -> rules(session, vocabulary)
                                .map(rules -> new ShopRules(revision, settings, vocabulary, rules))))
                .invoke(rules -> shops.put(shop, rules));
    }

    private static Settings settings(Row row) {
        return new Settings(
                Currency.getInstance(row.getString("currency")),
                ZoneId.of(row.getString("time_zone")),
                DayOfWeek.of(row.getShort("week_start")));
    }

    private static Uni<List<LiveRule>> rules(FactSession session, Vocabulary vocabulary) {
        var ofSegments = session.query(RULES, session.shop().id())
                .map(rows -> Sql.list(rows, row -> ofSegment(vocabulary, row)));
        var ofTags = session.query(TAG_RULES, session.shop().id())
                .map(rows -> ofTags(vocabulary, Sql.list(rows, row -> TagRow.of(vocabulary, row))));
        return Uni.join()
                .all(ofSegments, ofTags)
                .andFailFast()
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    private static LiveRule ofSegment(Vocabulary vocabulary, Row row) {
        var subject = RuleSubject.segment(row.getInteger("id"), row.getString("key"));
        var rule = read(vocabulary, subject, row);
        return new LiveRule(subject, row.getInteger("number"), rule, new RuleLanguage(vocabulary).uses(rule), null);
    }

    private record TagRow(Ranked ranked, int version) {
        static TagRow of(Vocabulary vocabulary, Row row) {
            var tag = RuleSubject.tag(row.getInteger("id"), row.getString("key"));
            var rule = read(vocabulary, tag, row);
            var ranked = new Ranked(tag, row.getInteger("exclusive_group"), row.getInteger("priority"), rule);
            return new TagRow(ranked, row.getInteger("number"));
        }
    }

    private static List<LiveRule> ofTags(Vocabulary vocabulary, List<TagRow> rows) {
        var language = new RuleLanguage(vocabulary);
        var all = rows.stream().map(TagRow::ranked).toList();
        return rows.stream()
                .map(row -> {
                    var rule = TagPrecedence.effective(row.ranked, all);
                    return new LiveRule(row.ranked.tag(), row.version, rule, language.uses(rule), row.ranked.group());
                })
                .toList();
    }

    /// A replica that cannot read a published rule must not write for the shop: it would leave members as they
    /// are.
    private static Rule read(Vocabulary vocabulary, RuleSubject subject, Row row) {
        if (row.getInteger("language_version") > Rules.LANGUAGE_VERSION) {
            throw unreadable(subject, null);
        }
        try {
            return new RuleLanguage(vocabulary).parse(row.getString("rule"));
        } catch (InvalidRule invalid) {
            throw unreadable(subject, invalid);
        }
    }

    private static Refusal unreadable(RuleSubject subject, @Nullable InvalidRule reason) {
        LOG.errorf("The published rule of %s cannot be read by this replica: %s", subject, reason);
        return UNAVAILABLE.because(
                "This replica cannot read the rule of " + subject + "; another one may.",
                "此副本无法读取规则（" + subject + "），请重试。");
    }
}
