package io.kequn.event;

import static io.kequn.event.Events.event;
import static io.kequn.event.Events.json;
import static io.kequn.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.SentStatements;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KequnTest
class EventBatchTest {
    @Inject
    SentStatements statements;

    @Test
    void badLineSparesTheOthers() {
        var events = Events.ofNewShop();
        events.publish("keen", "event MATCHES (name = 'login', count >= 2)");

        var answers = events.answers(List.of(
                json(event("1", "ada", "login")),
                "{\"broken",
                json(with(event("2", "eve", "login"), "occurredAt", "2026-06-09T00:00:00Z")),
                "",
                json(event("1", "ada", "login")),
                json(event("1", "bob", "login")),
                json(event("3", "ada", "login")),
                json(event("4", "kim", "product_viewed", "price", "dear")),
                "null"));

        assertThat(answers).extracting(answer -> answer.getInt("index")).containsExactly(0, 1, 2, 4, 5, 6, 7, 8);
        assertThat(answers)
                .extracting(answer -> answer.getInt("status"))
                .containsExactly(201, 400, 422, 200, 409, 201, 422, 400);
        assertThat(answers.get(1).getString("error.code")).isEqualTo("json_malformed");
        assertThat(answers.get(2).getString("error.code")).isEqualTo("time_in_future");
        assertThat(answers.get(3).getBoolean("result.replayed")).isTrue();
        assertThat(answers.get(3).getString("result.id"))
                .isEqualTo(answers.get(0).getString("result.id"));
        assertThat(answers.get(4).getString("error.code")).isEqualTo("event_id_reuse");
        assertThat(answers.get(5).getList("result.membershipChanges.key")).isEqualTo(List.of("keen"));
        assertThat(answers.get(0).getList("result.membershipChanges")).isEmpty();
        assertThat(answers.get(6).getString("error.errors[0].pointer")).isEqualTo("/properties/price");
        assertThat(events.members("keen")).containsExactly("ada");
        for (var nobody : List.of("eve", "bob", "kim")) {
            events.shop().given().get("/v1/customers/app:" + nobody).then().statusCode(404);
        }
    }

    @Test
    void thousandEventsOfManyCustomersAreOneBatch() {
        var events = Events.ofNewShop();
        var lines = lines("B", 1_000, 500);

        assertThat(events.answers(lines)).hasSize(1_000).allMatch(answer -> answer.getInt("status") == 201);
        assertThat(events.answers(lines)).allMatch(answer -> answer.getBoolean("result.replayed"));
        assertThat(events.get("customers/app:c499/events").getList("items")).hasSize(2);
    }

    @Test
    void moreThanAThousandLinesAreRefused() {
        var events = Events.ofNewShop();
        for (var body : List.of(String.join("\n", Collections.nCopies(1_001, json(event("1", "a", "n")))), "\n \n")) {
            events.shop()
                    .given()
                    .contentType("application/x-ndjson")
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .post("/v1/events")
                    .then()
                    .statusCode(400)
                    .body("code", is("input_invalid"));
        }
    }

    @Test
    void batchCostsTheSameStatementsHoweverLong() {
        var events = Events.ofNewShop();
        events.publish("keen", "event MATCHES (name = 'login', date >= -30d, count >= 2)");
        events.answers(lines("first", 50, 25));

        var three = sent(events, lines("three", 3, 3));
        var many = sent(events, lines("many", 500, 25));

        assertThat(many).containsExactlyElementsOf(three);
    }

    private List<String> sent(Events events, List<String> lines) {
        var body = lines.stream().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
        return statements.of(
                events.shop().given().contentType("application/x-ndjson").body(body),
                request -> request.post("/v1/events"));
    }

    private static List<String> lines(String prefix, int count, int customers) {
        return IntStream.range(0, count)
                .mapToObj(i -> json(event(prefix + i, "c" + i % customers, "login", "n", i)))
                .toList();
    }
}
