package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
    private final RuleLanguage language = new RuleLanguage(TestVocabulary.standard());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "citty = 'Oslo' | unknown_attribute | 1:1+5 | city",
                "City = 'Oslo' | unknown_attribute | 1:1+4 | city",
                "orders_place MATCHES () | unknown_function | 1:1+12 | orders_placed",
                "orders_placed MATCHES (chanel = 'web') | unknown_parameter | 1:24+6 | channel",
                "orders_placed MATCHES (count > 1, count < 5) | duplicate_parameter | 1:35+5 | -",
                "city > 'A' | operator_not_allowed | 1:6+1 | -",
                "customer_tags = 'vip' | operator_not_allowed | 1:15+1 | CONTAINS",
                "customer_tags CONTAINS 'Big Spender' | invalid_key | 1:24+13 | 'big-spender'",
                "number_of_orders > 2.5 | type_mismatch | 1:20+3 | -",
                "number_of_orders > 'two' | type_mismatch | 1:20+5 | -",
                "number_of_orders > 9223372036854775808 | value_out_of_range | 1:20+19 | -",
                "amount_spent > 999.999 | too_many_digits | 1:16+7 | -",
                "amount_spent > 99999999999999999999 | value_out_of_range | 1:16+20 | -",
                "city = Oslo | type_mismatch | 1:8+4 | 'Oslo'",
                "city = '' | empty_string | 1:8+2 | -",
                "city CONTAINS '' | empty_string | 1:15+2 | -",
                "city IN () | empty_list | 1:6+2 | -",
                "email_consent = 'grantd' | unknown_value | 1:17+8 | granted",
                "last_seen_at > 2026-02-30 | invalid_date | 1:16+10 | -",
                "last_seen_at > 2026-03-01T25:00:00 | invalid_date | 1:16+19 | -",
                "last_seen_at > -101y | value_out_of_range | 1:16+5 | -",
                "last_seen_at > '2026-03-01' | type_mismatch | 1:16+12 | 2026-03-01",
                "last_seen_at = -6h | operator_not_allowed | 1:16+3 | -",
                "last_seen_at IN LAST 0d | invalid_duration | 1:22+2 | -",
                "last_seen_at IN LAST week | invalid_duration | 1:22+4 | -",
                "birth_date IN LAST 6h | invalid_duration | 1:20+2 | -",
                "birth_date > -6h | type_mismatch | 1:14+3 | -",
                "last_seen_at IN this_wek | unknown_period | 1:17+8 | this_week",
                "age > 1001 | value_out_of_range | 1:7+4 | -",
                "city MATCHES REGEX '(?=a)' | regex_unsupported | 1:20+7 | -",
                "custom.vegan = 1 | type_mismatch | 1:16+1 | -",
                "city = 'a | syntax_error | 1:8+2 | -",
                "city == 'a' | syntax_error | 1:7+1 | -",
                "city = \"Boston\" | syntax_error | 1:8+1 | '",
                "city = ‘Boston’ | syntax_error | 1:8+1 | '",
                "city = “Boston” | syntax_error | 1:8+1 | '",
                "city＝'上海' | syntax_error | 1:5+1 | =",
                "city IN （'上海'） | syntax_error | 1:9+1 | (",
                "city IN ('上海'，'北京') | syntax_error | 1:14+1 | ,",
                "city = '上海' 且 age > 1 | syntax_error | 1:13+1 | AND",
                "city = '上海' 或 age > 1 | syntax_error | 1:13+1 | OR",
                "city = 'a' AND | syntax_error | 1:15+0 | -",
                "(city = 'a' | syntax_error | 1:12+0 | -",
                "city = 'a') | syntax_error | 1:11+1 | -",
                "anniversary(birt_date) = today | unknown_attribute | 1:13+9 | birth_date",
                "anniversary(city) = today | operator_not_allowed | 1:13+4 | -",
                "anniversary(birth_date) > today | operator_not_allowed | 1:25+1 | -",
                "anniversary(birth_date) IS NULL | operator_not_allowed | 1:25+2 | -",
                "anniversary(birth_date) = -6h | type_mismatch | 1:27+3 | -",
                "anniversary(birth_date) IN LAST 6h | invalid_duration | 1:33+2 | -",
                "anniversary(birth_date) IN NEXT 366d | range_too_long | 1:33+4 | -",
                "anniversary(birth_date) BETWEEN -7m AND +6m | range_too_long | 1:41+3 | -",
                "anniversary(birth_date) BETWEEN 2025-01-01 AND 2026-01-02 | range_too_long | 1:48+10 | -",
                "anniversary(birth_date | syntax_error | 1:23+0 | -",
                "IN SEGMENT domant | unknown_segment | 1:12+6 | 'dormant'",
                "NOT IN SEGMENT 'draft' | unknown_segment | 1:16+7 | -",
                "IN SEGMENT 'No Key' | invalid_key | 1:12+8 | 'no-key'",
                "IN SEGMENT | syntax_error | 1:11+0 | -",
                "IN LAYER valu = high | unknown_layer_set | 1:10+4 | 'value'",
                "IN LAYER value = hihg | unknown_layer | 1:18+4 | 'high'",
                "IN LAYER value != high | syntax_error | 1:16+2 | -",
                "WITHIN 5 leagues OF (0, 0) | unknown_value | 1:10+7 | -",
                "WITHIN -5 km OF (0, 0) | value_out_of_range | 1:8+2 | -",
                "WITHIN 5 km OF (90.1, 0) | value_out_of_range | 1:17+4 | -",
                "WITHIN 5 km OF (0, -180.5) | value_out_of_range | 1:20+6 | -",
                "WITHIN 5 km OF (0) | syntax_error | 1:18+1 | -",
                "WITHIN five km OF (0, 0) | type_mismatch | 1:8+4 | -",
                "location = 'Oslo' | operator_not_allowed | 1:10+1 | -",
                "event MATCHES (name = 'login', x = Oslo) | type_mismatch | 1:36+4 | 'Oslo'",
                "event MATCHES (name = 'login', x IN (1, 'a')) | type_mismatch | 1:41+3 | -",
                "event MATCHES (name = 'login', x > 'a') | operator_not_allowed | 1:34+1 | -",
                "event MATCHES (name = 'login', x = -6h) | operator_not_allowed | 1:36+3 | -",
                "event MATCHES (name = 'login', x = true, x = false) | duplicate_parameter | 1:42+1 | -",
                "event MATCHES (name = 'login', x > 2026-02-30) | invalid_date | 1:36+10 | -",
                "event MATCHES (name = 'login', first = 'yes') | type_mismatch | 1:40+5 | -",
                "event MATCHES (name = 'login', day IN LAST 6h) | invalid_duration | 1:44+2 | -",
                "event MATCHES (name = 'login', a-b = 1) | unknown_parameter | 1:32+3 | -",
                "orders_placed MATCHES (weather = 'sunny') | unknown_parameter | 1:24+7 | -",
                "citty HAS BEEN 'x' FOR AT LEAST 7d | unknown_attribute | 1:1+5 | city",
                "age HAS BEEN 3 FOR AT LEAST 7d | operator_not_allowed | 1:5+3 | -",
                "amount_spent HAS BEEN 3 FOR AT LEAST 7d | operator_not_allowed | 1:14+3 | -",
                "customer_tags HAS BEEN 'vip' FOR AT LEAST 7d | operator_not_allowed | 1:15+3 | -",
                "city HAS BEEN Oslo FOR AT LEAST 7d | type_mismatch | 1:15+4 | 'Oslo'",
                "city HAS BEEN 'x' FOR AT LEAST 0d | invalid_duration | 1:32+2 | -",
                "city HAS BEEN 'x' FOR AT LEAST soon | invalid_duration | 1:32+4 | -",
                "city HAS BEEN 'x' FOR 7d | syntax_error | 1:23+2 | -",
                "birth_date HAS BEEN yesterday FOR AT LEAST 7d | operator_not_allowed | 1:21+9 | -",
                "email_consent HAS BEEN 'grantd' FOR AT LEAST 7d | unknown_value | 1:24+8 | granted",
                "BUCKET('summer') < 10 | syntax_error | 1:22+0 | -",
                "BUCKET('summer') < 101% | value_out_of_range | 1:20+3 | -",
                "BUCKET('summer') < -1% | value_out_of_range | 1:20+2 | -",
                "BUCKET('summer') < 0.001% | too_many_digits | 1:20+5 | -",
                "BUCKET('') < 1% | empty_string | 1:8+2 | -",
                "BUCKET(summer) < 1% | type_mismatch | 1:8+6 | 'summer'",
                "BUCKET('summer') > 1% | syntax_error | 1:18+1 | -",
                "city MATCHES () | unknown_function | 1:1+4 | -",
                "城市 = 'a' | syntax_error | 1:1+1 | -"
            })
    void eachMistakeHasItsCodeItsPlaceAndTheNearestName(String text, String code, String place, String suggestion) {
        RuleProblem problem = problems(text).get(0);

        assertThat(problem.code().code()).isEqualTo(code);
        assertThat(shown(problem)).isEqualTo(place);
        assertThat(problem.suggestion()).isEqualTo(suggestion);
        assertThat(problem.message(Locale.ENGLISH)).doesNotContain("{0}");
        assertThat(problem.message(Locale.CHINESE))
                .doesNotContain("{0}")
                .containsPattern("\\p{IsHan}")
                .doesNotContainPattern("\\b(an?|the|such|not|is|with|most|that) [a-z]");
    }

    @Test
    void allProblemsAreReportedInOrder() {
        List<RuleProblem> problems = problems("citty = 'a'\n  AND amount_spent > 'x'\nOR last_seen_at > 2026-13-01");

        assertThat(problems)
                .extracting(p -> p.code().code())
                .containsExactly("unknown_attribute", "type_mismatch", "invalid_date");
        assertThat(problems).extracting(ProblemTest::shown).containsExactly("1:1+5", "2:22+3", "3:19+10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"attribute\": \"citty\", \"operator\": \"eq\", \"value\": \"a\"} | unknown_attribute | /attribute",
                "{\"and\": [{\"true\": true}, {\"attribute\": \"city\", \"operator\": \"gt\", \"value\": \"a\"}]} |"
                        + " operator_not_allowed | /and/1/operator",
                "{\"not\": {\"attribute\": \"city\", \"operator\": \"in\", \"values\": [\"a\", 1.5]}} | type_mismatch"
                        + " | /not/values/1",
                "{\"function\": \"orders_placed\", \"operator\": \"matches\", \"parameters\": [{\"name\": \"date\","
                        + " \"operator\": \"gte\", \"value\": \"2026-02-30\"}]} | invalid_date | /parameters/0/value",
                "{\"attribute\": \"city\", \"operator\": \"equals\", \"value\": \"a\"} | unknown_operator | /operator",
                "{\"attribute\": \"city\", \"operator\": \"eq\", \"valu\": \"a\"} | unknown_field | /valu",
                "{\"attribute\": \"city\", \"operator\": \"eq\"} | missing_field | ``",
                "{\"attribute\": \"city\", \"operator\": \"has_been\", \"value\": \"x\"} | missing_field | ``",
                "{\"attribute\": \"city\", \"operator\": \"has_been\", \"value\": \"x\", \"duration\": \"0d\"} |"
                        + " invalid_duration | /duration",
                "{\"anniversary\": \"city\", \"operator\": \"eq\", \"value\": \"today\"} | operator_not_allowed |"
                        + " /anniversary",
                "{\"segment\": \"domant\"} | unknown_segment | /segment",
                "{\"segment\": \"dormant\", \"operator\": \"eq\"} | unknown_operator | /operator",
                "{\"layer_set\": \"value\"} | missing_field | ``",
                "{\"layer_set\": \"value\", \"layer\": \"top\"} | unknown_layer | /layer",
                "{\"within\": 5, \"unit\": \"km\", \"latitude\": 91, \"longitude\": 0} | value_out_of_range |"
                        + " /latitude",
                "{\"function\": \"event\", \"operator\": \"matches\", \"parameters\": [{\"name\": \"in\","
                        + " \"operator\": \"eq\", \"value\": 1}]} | unknown_parameter | /parameters/0/name",
                "{\"function\": \"event\", \"operator\": \"matches\", \"parameters\": [{\"name\": \"x\","
                        + " \"operator\": \"eq\", \"value\": 1, \"type\": \"numbr\"}]} | unknown_value |"
                        + " /parameters/0/type",
                "{\"function\": \"event\", \"operator\": \"matches\", \"parameters\": [{\"name\": \"date\","
                        + " \"operator\": \"gt\", \"value\": \"-1d\", \"type\": \"time\"}]} | unknown_field |"
                        + " /parameters/0/type",
                "{\"bucket\": \"summer\", \"percent\": 100.5} | value_out_of_range | /percent",
                "{\"bucket\": \"summer\", \"percent\": 1, \"salt\": 2} | unknown_field | /salt",
                "{\"attribute\": \"amount_spent\", \"operator\": \"between\", \"values\": [1]} | syntax_error |"
                        + " /values",
                "{\"and\": []} | empty_list | /and",
                "{\"a/b~\": 1} | unknown_field | /a~1b~0",
                "{} | missing_field | ``",
                "[] | type_mismatch | ``",
                "null | type_mismatch | ``",
                "{\"attribute\": \"custom.size\", \"operator\": \"eq\", \"value\": 1e400} | value_out_of_range |"
                        + " /value",
                "{\"attribute\": \"city\", \"operator\": \"eq\", \"value\": \"a\\u0000\"} | control_character | /value"
            })
    void problemsOfJsonCarryPointers(String text, String code, String pointer) throws JsonProcessingException {
        var node = new ObjectMapper().readTree(text);
        InvalidRule refused = catchThrowableOfType(InvalidRule.class, () -> language.parse(node));

        assertThat(refused.problems().get(0).code().code()).isEqualTo(code);
        assertThat(refused.problems().get(0).pointer()).isEqualTo(pointer);
        assertThat(refused.problems().get(0).position()).isNull();
    }

    @Test
    void textInsideJsonIsReadAsText() {
        var node = new ObjectMapper().getNodeFactory().textNode("country = 'CA'");

        assertThat(language.parse(node).text()).isEqualTo("country = 'CA'");
    }

    @Test
    void moneyNamesTheDigitsOfTheCurrency() {
        RuleProblem problem = problems("amount_spent > 999.999").get(0);

        assertThat(problem.message(Locale.ENGLISH)).contains("999.999").contains("at most 2 fraction digits");
    }

    private List<RuleProblem> problems(String text) {
        return catchThrowableOfType(InvalidRule.class, () -> language.parse(text))
                .problems();
    }

    private static String shown(RuleProblem problem) {
        Position at = problem.position();
        return at == null ? "" : at.line() + ":" + at.column() + "+" + at.length();
    }
}
