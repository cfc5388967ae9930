package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// Every operation of the contract that takes JSON, sent what it can make nothing of: the refusal says where, and what
/// is wrong there.
@KequnTest
class FaultyBodyTest {
    private static final Set<String> SENDING = Set.of("POST", "PUT", "PATCH");

    @Test
    void refusalOfABodyNamesThePlace() {
        var canary = CanaryShop.create();
        var names = AccessMatrixTest.names(canary.names());
        var sending = Operation.all().stream()
                .filter(operation -> SENDING.contains(operation.method()))
                .filter(operation -> !operation.path().endsWith("/content"))
                .toList();
        int refused = 0;

        var softly = new SoftAssertions();
        for (var operation : sending) {
            for (var body : List.of("null", "\"x\"", "[]", "{}")) {
                var by = operation.path().startsWith("/v1/shops")
                        ? TestShop.platform()
                        : canary.api().given();
                var answer = by.body(body).urlEncodingEnabled(false).request(operation.method(), operation.at(names));
                softly.assertThat(answer.statusCode())
                        .as("%s %s", operation, body)
                        .isLessThan(500);
                if (answer.statusCode() == 400 || answer.statusCode() == 422) {
                    List<Map<String, Object>> errors = answer.jsonPath().getList("errors");
                    softly.assertThat(errors)
                            .as("%s %s: %s", operation, body, answer.asString())
                            .isNotEmpty()
                            .allMatch(error -> error.get("pointer") instanceof String
                                    && error.get("message") instanceof String text
                                    && !text.isBlank());
                    refused++;
                }
            }
        }
        softly.assertAll();
        assertThat(refused).isGreaterThan(2 * sending.size());
    }
}
