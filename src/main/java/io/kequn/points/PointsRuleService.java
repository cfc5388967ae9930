package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.POINTS_RULE_NOT_FOUND;
import static io.kequn.points.PointsInputs.shown;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Defines what earns points. Every change is a version of its own; what was earned by an earlier one stays so.
@Singleton
public class PointsRuleService {
    private static final String ONE = PointsRuleRows.SELECT + " and key = $2";

    private final DefinitionTransaction definitions;
    private final PointsRuleRepository repository;
    private final PointsRuleRows rows;
    private final PointsRuleReferences references;
    private final BirthdayClock birthdays;

    PointsRuleService(
            DefinitionTransaction definitions,
            PointsRuleRepository repository,
            PointsRuleRows rows,
            PointsRuleReferences references,
            BirthdayClock birthdays) {
        this.definitions = definitions;
        this.repository = repository;
        this.rows = rows;
        this.references = references;
        this.birthdays = birthdays;
    }

    /// A rule that was put, and whether it is new.
    public record Put(PointsRule rule, boolean created) {}

    /// Makes the rule, or makes all of it as it is given; an archived one is back then.
    public Uni<Put> put(String key, PointsRuleSpec request, ExpectedVersion expected) {
        var caller = Caller.with(Scope.POINTS_PUBLISH);
        var inputs = new Inputs();
        inputs.key("key", key);
        inputs.check();
        var spec = PointsRuleInputs.read(request, caller.ofShop().currency());
        var command = new Command<>(caller, "points-rules/" + key, request, Put.class);
        return definitions.writeRules(
                command,
                () -> repository
                        .lock(caller.ofShop(), key)
                        .invoke(found ->
                                expected.check(found.map(rule -> rule.version).orElse(0)))
                        .call(() -> references.require(caller.ofShop(), spec))
                        .chain(found -> write(caller, key, found, spec)));
    }

    /// The rule earns no more. What it has earned stays, and orders that earned by it are still corrected.
    public Uni<PointsRule> archive(String key, ExpectedVersion expected) {
        var caller = Caller.with(Scope.POINTS_PUBLISH);
        var command = new Command<>(caller, "points-rules/" + key + "/archive", null, PointsRule.class);
        return definitions.writeRules(
                command,
                () -> repository
                        .lock(caller.ofShop(), key)
                        .map(found -> found.orElseThrow(() -> unknown(key)))
                        .invoke(rule -> expected.check(rule.version))
                        .invoke(rule -> rule.archived = true)
                        .chain(rule -> stored(caller, rule)));
    }

    static Refusal unknown(String key) {
        return POINTS_RULE_NOT_FOUND.because(
                "The shop has no points rule `" + shown(key) + "`.", "店铺没有积分规则 `" + shown(key) + "`。");
    }

    private Uni<Put> write(Caller caller, String key, Optional<PointsRuleEntity> found, PointsRuleSpec spec) {
        var shop = caller.ofShop();
        var rule = found.orElseGet(() -> PointsRuleEntity.of(shop, key));
        return beginning(shop, found, spec.activeFrom())
                .invoke(from -> rule.spec = rows.text(spec.from(from)))
                .invoke(() -> rule.archived = false)
                .chain(() -> found.isPresent() ? Uni.createFrom().item(rule) : repository.persistAndFlush(rule))
                .call(() -> spec.trigger() == PointsTrigger.BIRTHDAY
                        ? birthdays.begin(shop)
                        : Uni.createFrom().voidItem())
                .chain(() -> stored(caller, rule))
                .map(stored -> new Put(stored, found.isEmpty()));
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
