package io.kequn.points;

import io.kequn.platform.database.Columns;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the shops have defined about points, as fact transactions go by it. Kept in memory for as long as the
/// revision of a shop's definitions stands, so that orders of shops without points cost nothing.
@Singleton
class PointsDefinitions {
    private static final String RULES = """
        select key, version, spec from points_rule where shop_id = $1 and not archived order by key\
        """;

    private final PointsRuleRows rows;
    private final Map<Integer, Kept> kept = new ConcurrentHashMap<>();

    PointsDefinitions(PointsRuleRows rows) {
        this.rows = rows;
    }

    /// A shop's settings and its enabled rules.
    record Definitions(PointsPolicy policy, PointsCalendar calendar, List<RuleTerms> rules) {
        Definitions {
            rules = List.copyOf(rules);
        }

        List<RuleTerms> of(PointsTrigger trigger) {
            return rules.stream().filter(rule -> rule.trigger() == trigger).toList();
        }

        List<RuleTerms> ofOrders() {
            return rules.stream().filter(RuleTerms::isOfOrders).toList();
        }

        Optional<RuleTerms> rule(String key) {
            return rules.stream().filter(rule -> rule.key().equals(key)).findFirst();
        }
    }

    private record Kept(long revision, PointsSettings settings, List<RuleTerms> rules) {}

    /// Those of the shop in this transaction, which holds the rules lock.
    Uni<Definitions> of(FactSession session) {
        var known = kept.get(session.shop().id());
        return (known != null && known.revision() == session.revision()
                        ? Uni.createFrom().item(known)
                        : read(session))
                .map(found -> new Definitions(
                        found.settings().policy(session.shop().zone()),
                        PointsCalendar.of(session.shop()),
                        found.rules()));
    }

    private Uni<Kept> read(FactSession session) {
        int shop = session.shop().id();
        return Uni.combine()
                .all()
                .unis(session.query(PointsSettings.SELECT, shop), session.query(RULES, shop))
                .with((settings, rules) -> new Kept(
                        session.revision(),
                        Sql.list(settings, Columns::of).stream()
                                .map(PointsSettings::of)
                                .findFirst()
                                .orElse(PointsSettings.INITIAL),
                        Sql.list(rules, row -> row).stream()
                                .flatMap(row -> enabled(session, row).stream())
                                .toList()))
                .invoke(found -> kept.put(shop, found));
    }

    private Optional<RuleTerms> enabled(FactSession session, Row row) {
        var spec = rows.spec(row.getString("spec"));
        return Boolean.FALSE.equals(spec.enabled())
                ? Optional.empty()
                : Optional.of(terms(session, row.getString("key"), row.getInteger("version"), spec));
    }

    /// The terms of any version.
    RuleTerms terms(FactSession session, String key, int version, String spec) {
        return terms(session, key, version, rows.spec(spec));
    }

    private static RuleTerms terms(FactSession session, String key, int version, PointsRuleSpec spec) {
        return RuleTerms.of(key, version, spec, session.shop().currency());
    }
}
