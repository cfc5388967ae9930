package io.kequn.points;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Money;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes points rules inside a definition transaction, one by one or many that a file of rules defines.
@Singleton
public class PointsRuleWrites {
    private static final String ONE = PointsRuleRows.SELECT + " and key = $2";
    private static final String ALL = PointsRuleRows.SELECT + " order by key";

    /// `$1` is the shop's id: those that a file of rules has.
    public static final String PRESENT = PointsRuleRows.SELECT + " and not archived order by key";

    private final PointsRuleRepository repository;
    private final PointsRuleRows rows;
    private final PointsRuleReferences references;
    private final BirthdayClock birthdays;

    PointsRuleWrites(
            PointsRuleRepository repository,
            PointsRuleRows rows,
            PointsRuleReferences references,
            BirthdayClock birthdays) {
        this.repository = repository;
        this.rows = rows;
        this.references = references;
        this.birthdays = birthdays;
    }

    /// The spec in its normal form, after noting what is wrong with it. Its amounts are those of a file: in the
    /// shop's currency, which has so many digits after the point.
    public static PointsRuleSpec checked(Inputs inputs, PointsRuleSpec spec, int currencyDigits) {
        return PointsRuleInputs.check(
                inputs, spec, (pointer, money) -> Money.readPlain(inputs, pointer, money.amount(), currencyDigits));
    }

    /// Of a row of `PRESENT`.
    public PointsRule rule(Columns row) {
        return rows.rule(row);
    }

    /// All rules of the shop, the archived ones included.
    public Uni<List<PointsRule>> all(Shop shop) {
        return DefinitionTransaction.list(rows::rule, ALL, shop.id());
    }

    /// Makes the rule, or makes all of it as the checked spec has it; an archived one is back then. Refuses with
    /// `reference_unknown` where it names what the shop does not have.
    public Uni<PointsRule> put(Caller caller, String key, PointsRuleSpec spec) {
        return repository.lock(caller.ofShop(), key).chain(found -> put(caller, key, found, spec));
    }

    Uni<PointsRule> put(Caller caller, String key, Optional<PointsRuleEntity> found, PointsRuleSpec spec) {
        var shop = caller.ofShop();
        var rule = found.orElseGet(() -> PointsRuleEntity.of(shop, key));
        return references
                .require(shop, spec)
                .chain(() -> beginning(shop, found, spec.activeFrom()))
                .invoke(from -> rule.spec = rows.text(spec.from(from)))
                .invoke(() -> rule.archived = false)
                .chain(() -> found.isPresent() ? Uni.createFrom().item(rule) : repository.persistAndFlush(rule))
                .call(() -> spec.trigger() == PointsTrigger.BIRTHDAY
                        ? birthdays.begin(shop)
                        : Uni.createFrom().voidItem())
                .chain(() -> stored(caller, rule));
    }

    /// The rule earns no more; there must be one.
    public Uni<PointsRule> archive(Caller caller, String key) {
        return repository.lock(caller.ofShop(), key).chain(found -> archive(caller, found.orElseThrow()));
    }

    Uni<PointsRule> archive(Caller caller, PointsRuleEntity rule) {
        rule.archived = true;
        return stored(caller, rule);
    }

    /// A rule that does not say from when on it holds, holds from when it was made.
    private Uni<Instant> beginning(Shop shop, Optional<PointsRuleEntity> found, @Nullable Instant given) {
        if (given != null) {
            return Uni.createFrom().item(given);
        }
        return found.map(rule -> Uni.createFrom()
                        .item(() -> Objects.requireNonNull(rows.spec(rule.spec).activeFrom())))
                .orElseGet(() -> DefinitionTransaction.now(shop));
    }

    private Uni<PointsRule> stored(Caller caller, PointsRuleEntity rule) {
        return repository
                .flush()
                .chain(() -> repository.keepVersion(caller, rule))
                .chain(() -> DefinitionTransaction.find(rows::rule, ONE, rule.shopId, rule.key))
                .map(Optional::orElseThrow);
    }
}
