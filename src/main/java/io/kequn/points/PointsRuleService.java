package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.POINTS_RULE_NOT_FOUND;
import static io.kequn.points.PointsInputs.shown;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// Defines what earns points. Every change is a version of its own; what was earned by an earlier one stays so.
@Singleton
public class PointsRuleService {
    private final DefinitionTransaction definitions;
    private final PointsRuleRepository repository;
    private final PointsRuleWrites writes;

    PointsRuleService(DefinitionTransaction definitions, PointsRuleRepository repository, PointsRuleWrites writes) {
        this.definitions = definitions;
        this.repository = repository;
        this.writes = writes;
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
                        .chain(found ->
                                writes.put(caller, key, found, spec).map(rule -> new Put(rule, found.isEmpty()))));
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
                        .chain(rule -> writes.archive(caller, rule)));
    }

    static Refusal unknown(String key) {
        return POINTS_RULE_NOT_FOUND.because(
                "The shop has no points rule `" + shown(key) + "`.", "店铺没有积分规则 `" + shown(key) + "`。");
    }
}
