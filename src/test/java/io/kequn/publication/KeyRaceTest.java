package io.kequn.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `PUT` of a key is idempotent, also while others make the same: one makes it, the rest find it.
@KequnTest
class KeyRaceTest {
    private static final int AT_ONCE = 20;
    private static final int ROUNDS = 5;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attributes | {'name': 'A', 'type': 'string'}",
                "segments | {'name': 'A', 'rule': 'amount_spent > 100'}",
                "layer-sets | {'name': 'A', 'layers': [{'key': 'a', 'name': 'A', 'rule': 'TRUE'}], 'residual': {'key': 'b', 'name': 'B'}}",
                "tags | {'name': 'A'}",
                "tag-groups | {'name': 'A'}",
                "event-definitions | {'properties': [{'name': 'a', 'type': 'string'}]}"
            },
            quoteCharacter = '~')
    void manyWhoMakeTheSameAreAllAnswered(String definitions, String body) {
        var shop = TestShop.create();

        for (int round = 0; round < ROUNDS; round++) {
            var path = "/v1/" + definitions + "/new_" + round;
            try (var callers = Executors.newFixedThreadPool(AT_ONCE)) {
                var answers = IntStream.range(0, AT_ONCE)
                        .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> shop.given()
                                        .body(body.replace('\'', '"'))
                                        .put(path)
                                        .statusCode(),
                                callers))
                        .toList();

                assertThat(answers.stream().map(CompletableFuture::join))
                        .containsOnlyOnce(201)
                        .containsOnly(200, 201);
            }
        }
    }
}
