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
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.ShopRules.Settings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Currency;
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
                        .chain(vocabulary -> session.query(RULES, shop)
                                .map(rows -> Sql.list(rows, row -> rule(vocabulary, row)))
                                .map(rules -> new ShopRules(revision, settings, vocabulary, rules))))
                .invoke(rules -> shops.put(shop, rules));
    }

    private static Settings settings(Row row) {
        return new Settings(
                Currency.getInstance(row.getString("currency")),
                ZoneId.of(row.getString("time_zone")),
                DayOfWeek.of(row.getShort("week_start")));
    }

    /// A replica that cannot read a published rule must not write for the shop: it would leave members as they
    /// are.
    private static LiveRule rule(Vocabulary vocabulary, Row row) {
        var key = row.getString("key");
        if (row.getInteger("language_version") > Rules.LANGUAGE_VERSION) {
            throw unreadable(key, null);
        }
        var language = new RuleLanguage(vocabulary);
        try {
            var rule = language.parse(row.getString("rule"));
            return new LiveRule(row.getInteger("id"), key, row.getInteger("number"), rule, language.uses(rule));
        } catch (InvalidRule invalid) {
            throw unreadable(key, invalid);
        }
    }

    private static Refusal unreadable(String key, @Nullable InvalidRule reason) {
        LOG.errorf("The published rule of segment %s cannot be read by this replica: %s", key, reason);
        return UNAVAILABLE.because(
                "This replica cannot read the rule of segment `" + key + "`; another one may.",
                "此副本无法读取客群 `" + key + "` 的规则,请重试。");
    }
}
