package io.kequn.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.rule.RuleChange;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people are told of rules that are valid and hold for nobody, or are almost right.
@KequnTest
class RuleHintsTest {
    private TestShop shop;

    @BeforeEach
    void open() {
        shop = TestShop.create();
        shop.given().body(Map.of("name", "VIP")).put("/v1/tags/vip").then().statusCode(201);
        shop.given()
                .body(Map.of("name", "Colour", "type", "string", "allowedValues", List.of("red", "blue")))
                .put("/v1/attributes/colour")
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "customer_tags CONTAINS 'vjp' | unknown_tag",
                "customer_tags CONTAINS ANY ('vip', 'vjp') | unknown_tag",
                "custom.colour = 'green' | unlisted_value",
                "country = 'china' | unlisted_value",
                "number_of_orders < 0 | never_below_zero",
                "number_of_orders BETWEEN 9 AND 1 | empty_range"
            })
    void ruleThatHoldsForNobodyIsTold(String rule, String code) {
        check(rule).body("findings.code", contains(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer_tags CONTAINS 'vip'",
                "custom.colour IN ('red', 'blue')",
                "country = 'CN'",
                "number_of_orders <= 0"
            })
    void usualRuleHasNoFindings(String rule) {
        check(rule).body("findings.size()", is(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "true"})
    void ruleIsATextOrAnObject(String rule) {
        shop.given()
                .body("{\"name\": \"a\", \"rule\": " + rule + "}")
                .put("/v1/segments/a")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/rule"))
                .body("errors[0].message", containsString("or a JSON object"));
    }

    @Test
    void exceptionIsNamedInChinese() {
        assertThat(RuleChange.exceptionEnds("include", null).message(Locale.CHINESE))
                .isEqualTo("人工例外（加入）被取消或到期");
        assertThat(RuleChange.exceptionEnds("exclude", null).message(Locale.CHINESE))
                .isEqualTo("人工例外（排除）被取消或到期");
    }

    private ValidatableResponse check(String rule) {
        return shop.given()
                .body(Map.of("rule", rule))
                .post("/v1/segments/validate")
                .then()
                .statusCode(200);
    }
}
