package io.kequn.evaluation;

import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.ShopRules.Settings;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The compiled rules of the shops that this replica writes for. Every transaction compares the revision under
/// the shared rules lock, so that no replica ever evaluates an older rule than the one that is published.
@Singleton
public class LiveRules {
    private static final Duration IDLE = Duration.ofHours(1);
    private static final String SETTINGS = "select currency, time_zone, week_start from shop where id = $1";
    private final ShopVocabulary vocabularies;
    private final CompiledStatements statements;

    /// A share of the memory, whatever the number of shops.
    private final Cache<Integer, ShopRules> shops = Caffeine.newBuilder()
            .maximumWeight(CompiledStatements.shareOfMemory())
            .<Integer, ShopRules>weigher((shop, rules) -> rules.weight())
            .expireAfterAccess(IDLE)
            .build();

    LiveRules(ShopVocabulary vocabularies, CompiledStatements statements) {
        this.vocabularies = vocabularies;
        this.statements = statements;
    }

    Uni<Void> prepare(FactSession session, long revision) {
        var known = shops.getIfPresent(session.shop().id());
        var present =
                known != null && known.revision() == revision ? Uni.createFrom().item(known) : load(session, revision);
        return present.invoke(rules -> refuseOldCurrency(session.shop(), rules.currency()))
                .invoke(session::prepared)
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

    /// The rules of a session that was prepared: it keeps them, whoever else needs the memory meanwhile.
    public ShopRules of(FactSession session) {
        return session.prepared(ShopRules.class);
    }

    /// Those of a revision if this replica has them, since it has written for the shop.
    public Optional<ShopRules> known(Shop shop, long revision) {
        return Optional.ofNullable(shops.getIfPresent(shop.id())).filter(rules -> rules.revision() == revision);
    }

    /// The shops whose rules this replica has compiled, each with the revision of those.
    public Map<Integer, Long> revisions() {
        return shops.asMap().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().revision()));
    }

    private Uni<ShopRules> load(FactSession session, long revision) {
        int shop = session.shop().id();
        return session.query(SETTINGS, shop)
                .map(rows -> settings(rows.iterator().next()))
                .invoke(settings -> refuseOldCurrency(session.shop(), settings.currency()))
                .chain(settings -> vocabularies
                        .of(session)
                        .chain(vocabulary -> new PublishedRules(vocabulary)
                                .of(session)
                                .map(rules -> new ShopRules(revision, settings, vocabulary, rules, statements))))
                .invoke(rules -> shops.put(shop, rules));
    }

    private static Settings settings(Row row) {
        return new Settings(
                Currency.getInstance(row.getString("currency")),
                ZoneId.of(row.getString("time_zone")),
                DayOfWeek.of(row.getShort("week_start")));
    }
}
