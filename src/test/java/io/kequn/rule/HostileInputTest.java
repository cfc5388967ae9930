package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration QUICK = Duration.ofMillis(500);
    private final RuleLanguage language = new RuleLanguage(TestVocabulary.standard());

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("(".repeat(10_000) + "TRUE" + ")".repeat(10_000), "too_deep"),
                Arguments.of("(".repeat(17) + "TRUE" + ")".repeat(17), "too_deep"),
                Arguments.of("NOT ".repeat(10_000) + "TRUE", "too_deep"),
                Arguments.of("x(".repeat(10_000), "too_deep"),
                Arguments.of("a".repeat(100_000), "too_long"),
                Arguments.of("'".repeat(65_535), "syntax_error"),
                Arguments.of("(,".repeat(30_000), "too_deep"),
                Arguments.of("TRUE AND ".repeat(7_000) + "TRUE", "too_many_conditions_or_fine"),
                Arguments.of("city='a' OR ".repeat(4_000) + "TRUE", "too_many_conditions"),
                Arguments.of("city IN (" + "'a',".repeat(1_000) + "'a')", "too_many_values"),
                Arguments.of("= ".repeat(30_000), "too_long"),
                Arguments.of("amount_spent > " + "9".repeat(60_000), "value_out_of_range"),
                Arguments.of("city = 'a\u0000'", "control_character"),
                Arguments.of("city = '\ud800'", "control_character"),
                Arguments.of("city = 'a\nb'", "control_character"),
                Arguments.of("\u0007", "control_character"),
                Arguments.of("city MATCHES REGEX '(a+)+$(((((.*)*)*)*)*'", "regex_unsupported"),
                Arguments.of("city MATCHES REGEX '((a{100}){100}){100}'", "regex_unsupported"),
                Arguments.of("city MATCHES REGEX '" + "a".repeat(201) + "'", "regex_unsupported"),
                Arguments.of(
                        "city MATCHES REGEX '" + "(a?b?c?d?e?f?g?h?i?j?){100}".repeat(7) + "'", "regex_unsupported"),
                Arguments.of(
                        "city MATCHES REGEX '(abcdefghij){100}' OR ".repeat(5) + "city MATCHES REGEX 'a'",
                        "regex_unsupported"),
                Arguments.of("NOT ".repeat(16) + "(NOT IN SEGMENT 'club')", "too_deep"),
                Arguments.of("", "syntax_error"),
                Arguments.of("   ", "syntax_error"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void hostileTextIsRefusedQuickly(String text, String code) {
        assertThat(language.parse("TRUE")).isNotNull();
        Instant before = Instant.now();
        InvalidRule refused = catchThrowableOfType(InvalidRule.class, () -> language.parse(text));

        assertThat(Duration.between(before, Instant.now())).isLessThan(QUICK);
        if (!code.endsWith("fine")) {
            assertThat(refused.problems().get(0).code().code()).isEqualTo(code);
            assertThat(refused.getMessage()).hasSizeLessThan(2_000);
        }
    }

    @Test
    void sixteenBracketsAreFine() {
        assertThat(language.parse("(".repeat(16) + "TRUE" + ")".repeat(16))).isEqualTo(new Rule.Everyone());
    }

    @Test
    void fiveHundredConditionsAndAThousandValuesAreFine() {
        assertThat(language.parse("city='a' OR ".repeat(499) + "city='a'")).isInstanceOf(Rule.Any.class);
        assertThat(language.parse("city IN (" + "'a',".repeat(999) + "'a')")).isInstanceOf(Rule.Condition.class);
    }

    @Test
    void deepJsonIsRefused() {
        JsonNode node = NODES.objectNode().put("true", true);
        for (int i = 0; i < 10_000; i++) {
            ObjectNode outer = NODES.objectNode();
            outer.set("not", node);
            node = outer;
        }

        assertThat(code(node)).isEqualTo("too_deep");
    }

    @Test
    void jsonDeeperThanTextCanBeIsRefused() {
        JsonNode node = NODES.objectNode().put("true", true);
        for (int i = 0; i < 17; i++) {
            node = NODES.objectNode().set("not", node);
        }

        assertThat(code(node)).isEqualTo("too_deep");
    }

    @Test
    void hugeJsonIsRefused() {
        ObjectNode list = NODES.objectNode().put("attribute", "city").put("operator", "in");
        var values = list.putArray("values");
        for (int i = 0; i < 1_001; i++) {
            values.add("a");
        }
        ObjectNode long_ = NODES.objectNode().put("attribute", "city").put("operator", "eq");
        long_.put("value", "a".repeat(1_000_000));
        var many = NODES.objectNode();
        var group = many.putArray("or");
        for (int i = 0; i < 100_000; i++) {
            group.addObject().put("true", true);
        }

        assertThat(code(list)).isEqualTo("too_many_values");
        assertThat(code(long_)).isEqualTo("too_long");
        assertThat(code(many)).isEqualTo("too_long");
    }

    /// `NOT IN SEGMENT` prints one more `NOT` than JSON has.
    @Test
    void jsonWhosePrintIsTooDeepIsRefused() {
        JsonNode node = NODES.objectNode().put("segment", "club").put("operator", "not_in");
        for (int i = 0; i < 15; i++) {
            node = NODES.objectNode().set("not", node);
        }
        Rule deepest = language.parse(node);

        assertThat(language.parse(deepest.text())).isEqualTo(deepest);
        assertThat(code(NODES.objectNode().set("not", node))).isEqualTo("too_deep");
    }

    @Test
    void jsonWhosePrintHasTooManyWordsIsRefused() {
        var group = NODES.objectNode();
        var lists = group.putArray("or");
        for (int i = 0; i < 10; i++) {
            var values = lists.addObject()
                    .put("attribute", "number_of_orders")
                    .put("operator", "in")
                    .putArray("values");
            for (int j = 0; j < (i == 9 ? 900 : 1_000); j++) {
                values.add(j);
            }
        }
        Rule longest = language.parse(group);
        for (int j = 900; j < 1_000; j++) {
            ((ArrayNode) lists.get(9).get("values")).add(j);
        }

        assertThat(language.parse(longest.text())).isEqualTo(longest);
        assertThat(code(group)).isEqualTo("too_long");
    }

    /// Whatever is read, the answer is a rule or an InvalidRule with at least one problem.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void brokenRulesNeverBreakTheReader(long seed) {
        Random random = new Random(seed);
        RandomRules rules = new RandomRules(TestVocabulary.standard(), RandomRules.Pool.ordinary(), seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder(rules.next().text());
            for (int edits = 1 + random.nextInt(3); edits > 0 && !text.isEmpty(); edits--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at,
                        at + random.nextInt(2),
                        Character.toString("(),'= nN1-+:.x\\%\u4eac\u0301".charAt(random.nextInt(17))));
            }
            try {
                Rule rule = language.parse(text.toString());
                assertThat(language.parse(rule.text())).isEqualTo(rule);
            } catch (InvalidRule refused) {
                assertThat(refused.problems()).isNotEmpty();
            }
        }
    }

    private String code(JsonNode node) {
        return catchThrowableOfType(InvalidRule.class, () -> language.parse(node))
                .problems()
                .get(0)
                .code()
                .code();
    }
}
