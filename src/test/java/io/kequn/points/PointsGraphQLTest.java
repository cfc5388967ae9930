package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.SentStatements;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Points in GraphQL.
@KequnTest
class PointsGraphQLTest {
    private static final String PAGE = """
        query ($first: Int!) { customers(first: $first) { nodes {
          points { balance available maturing { points at } expiringSoon { points } }
          pointsLedger(first: 2) { nodes { kind points allocations { points } } } } } }\
        """;

    @Inject
    SentStatements statements;

    private Purse purse;

    @BeforeEach
    void openShop() {
        purse = Purse.ofNewShop();
        for (int i = 1; i <= 12; i++) {
            purse.customer("pos:" + i);
            purse.earn("pos:" + i, i);
        }
    }

    private RequestSpecification asked(String query, Map<String, ?> variables) {
        return purse.shop().given().body(Map.of("query", query, "variables", variables));
    }

    private JsonPath ask(String query) {
        var answer = asked(query, Map.of()).post("/graphql").jsonPath();
        assertThat(answer.<Object>get("errors")).as(answer.prettify()).isNull();
        return answer;
    }

    private List<String> sent(int first) {
        return statements.of(asked(PAGE, Map.of("first", first)), request -> request.post("/graphql"));
    }

    @Test
    void pageOfTenCostsWhatTwoCost() {
        assertThat(sent(10)).hasSameSizeAs(sent(2));

        var page = asked(PAGE, Map.of("first", 12)).post("/graphql").jsonPath();
        assertThat(page.getList("data.customers.nodes.points.balance", Long.class))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(page.getList("data.customers.nodes[0].pointsLedger.nodes.kind"))
                .containsExactly("EARN");
    }

    @Test
    void everyCommandIsAMutation() {
        var earned = ask("mutation { pointsEarn(input: {customerId: \"pos:1\", points: 100, reason: \"r\"}) "
                + "{ change { points { balance } entries { id kind reason } } userErrors { code } } }");
        var entry = earned.getString("data.pointsEarn.change.entries[0].id");
        var frozen = ask("mutation { pointsFreeze(input: {customerId: \"pos:1\", points: 50}) "
                + "{ change { hold { id state } } } }");
        var hold = frozen.getString("data.pointsFreeze.change.hold.id");
        var consumed = ask("mutation { pointsHoldConsume(input: {customerId: \"pos:1\", holdId: \"" + hold
                + "\", points: 20}) { change { points { balance frozen } } } }");
        var reversed = ask("mutation { pointsEntryReverse(input: {customerId: \"pos:1\", entryId: \"" + entry
                + "\", points: 10}) { change { points { balance } } } }");
        var given = ask("mutation { pointsTransfer(input: {customerId: \"pos:1\", toCustomerId: \"pos:2\", points: 1}) "
                + "{ gift { to { points { balance } } } } }");
        var refused = ask("mutation { pointsRedeem(input: {customerId: \"pos:1\", points: 100000}) "
                + "{ change { dryRun } userErrors { code field } } }");

        assertThat(earned.getLong("data.pointsEarn.change.points.balance")).isEqualTo(101);
        assertThat(consumed.getLong("data.pointsHoldConsume.change.points.balance"))
                .isEqualTo(81);
        assertThat(reversed.getLong("data.pointsEntryReverse.change.points.balance"))
                .isEqualTo(71);
        assertThat(given.getLong("data.pointsTransfer.gift.to.points.balance")).isEqualTo(3);
        assertThat(refused.getString("data.pointsRedeem.userErrors[0].code")).isEqualTo("insufficient_points");
        assertThat(ask("{ pointsLedger(customer: \"pos:1\", kind: CONSUME) { nodes { points } totalCount } }")
                        .getList("data.pointsLedger.nodes.points"))
                .containsExactly(-20);
    }

    @Test
    void rulesAndSettingsAreDefined() {
        var rule = ask("mutation { pointsRulePut(input: {key: \"spend\", name: \"Spend\", trigger: ORDER, points: 1, "
                + "per: {amount: \"1.00\", currency: \"CNY\"}, multipliers: [], cap: {points: 10, per: DAY}}) "
                + "{ rule { id key version cap { points per } } userErrors { code field } } }");
        var earned = ask("mutation { pointsEarn(input: {customerId: \"pos:1\", rule: \"spend\", "
                + "amount: {amount: \"25.00\", currency: \"CNY\"}}) { change { entries { points rule { key version } } } "
                + "userErrors { code } } }");
        var capped = ask("mutation { pointsEarn(input: {customerId: \"pos:1\", rule: \"spend\", "
                + "amount: {amount: \"25.00\", currency: \"CNY\"}}) { change { dryRun } userErrors { code } } }");
        var settings = ask("mutation { pointsSettingsSet(input: {pendingPeriod: \"P14D\", reversal: NEGATIVE, "
                + "expiry: {kind: CALENDAR, monthDay: \"12-31\"}}) { settings { version expiry { kind years } } "
                + "userErrors { code field } } }");
        var wrong = ask("mutation { pointsSettingsSet(input: {expiry: {kind: ROLLING, period: \"-P1D\"}}) "
                + "{ userErrors { code field } } }");

        assertThat(rule.getInt("data.pointsRulePut.rule.version")).isEqualTo(1);
        assertThat(earned.getInt("data.pointsEarn.change.entries[0].points")).isEqualTo(10);
        assertThat(capped.getString("data.pointsEarn.userErrors[0].code")).isEqualTo("state_conflict");
        assertThat(settings.getInt("data.pointsSettingsSet.settings.expiry.years"))
                .isEqualTo(1);
        assertThat(wrong.getList("data.pointsSettingsSet.userErrors[0].field")).containsExactly("expiry", "period");
        assertThat(ask("{ pointsRules { nodes { key trigger } } pointsSettings { version } }")
                        .getList("data.pointsRules.nodes.key"))
                .containsExactly("spend");
    }
}
