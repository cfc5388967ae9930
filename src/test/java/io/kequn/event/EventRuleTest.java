package io.kequn.event;

import static io.kequn.event.Events.event;
import static io.kequn.event.Events.json;
import static io.kequn.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What rules say of events that were sent over the API: right in the answer, in the very next read, and when a
/// rule is built over them.
@KequnTest
class EventRuleTest {
    private static final String OLD = "2026-03-01T10:00:00Z";

    /// `old` did it long ago, `one` once of late, `two` twice, and `none` never.
    private static List<String> history() {
        var lines = new ArrayList<String>();
        lines.add(json(with(event("o", "old", "paid", "amount", 100, "shop", "x"), "occurredAt", OLD)));
        lines.add(json(event("1", "one", "paid", "amount", 40, "shop", "x")));
        lines.add(json(event("2", "two", "paid", "amount", 10, "shop", "x")));
        lines.add(json(event("3", "two", "paid", "amount", "30.50", "shop", "y")));
        lines.add(json(with(event("4", "two", "paid", "amount", 500, "shop", "z"), "occurredAt", OLD)));
        lines.add(json(event("5", "none", "login", "amount", 7)));
        lines.add(json(event("6", "two", "paid", "amount", "much", "shop", "y")));
        return lines;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        count >= 1                 | one,two
        count = 1                  | one
        count <= 1                 | none,old,one
        count = 0                  | none,old
        sum_amount > 40            | two
        sum_amount <= 40           | none,old,one
        avg_amount = 20.25         | two
        avg_amount < 1000          | one,two
        min_amount <= 10           | two
        max_amount >= 40           | one
        distinct_shop >= 2         | two
        distinct_shop <= 1         | none,old,one
        shop = 'x', count >= 1     | one,two
        shop = 'y', sum_amount > 1 | two
        amount >= 40, count >= 1   | one
        amount = 30.50             | two
        """)
    void aggregatesReadTheWindow(String parameters, String expected) {
        var events = Events.ofNewShop();
        var rule = "event MATCHES (name = 'paid', date >= -30d, %s)".formatted(parameters);
        events.publish("before", rule);
        var answers = events.answers(history());
        events.publish("after", rule);

        assertThat(answers).allMatch(answer -> answer.getInt("status") == 201);
        assertThat(events.members("before")).containsExactly(expected.split(","));
        assertThat(events.members("after")).containsExactly(expected.split(","));
        var told = answers.stream()
                .filter(answer ->
                        answer.getList("result.membershipChanges.operation").contains("entered"))
                .map(answer -> answer.getString("result.customerId"))
                .toList();
        assertThat(told).doesNotHaveDuplicates().hasSameSizeAs(expected.split(","));
    }

    @Test
    void atMostCountsThoseWithNone() {
        var events = Events.ofNewShop();
        events.publish("quiet", "event MATCHES (name = 'login', date >= -30d, count <= 1)");

        events.send(event("1", "ada", "other")).body("membershipChanges.operation", is(List.of("entered")));
        events.send(event("2", "ada", "login")).body("membershipChanges", empty());
        events.send(event("3", "ada", "login")).body("membershipChanges.operation", is(List.of("left")));
        assertThat(events.members("quiet")).isEmpty();
        assertThat(events.get("customers/app:ada/segments").getList("items")).isEmpty();
    }

    @Test
    void oneEventHasToHaveAllThatIsAskedTogether() {
        var events = Events.ofNewShop();
        events.publish("dear-tea", "product_viewed MATCHES (category = 'tea', price > 100)");

        events.send(event("1", "a", "product_viewed", "category", "tea", "price", 50))
                .body("membershipChanges", empty());
        events.send(event("2", "a", "product_viewed", "category", "pots", "price", 150))
                .body("membershipChanges", empty());
        events.send(event("3", "a", "product_viewed", "category", "tea", "price", "150"))
                .body("membershipChanges.key", is(List.of("dear-tea")));
    }

    @Test
    void abandonedCheckoutIsTheLatestEventOfThatName() {
        var events = Events.ofNewShop();
        events.publish("left-behind", "abandoned_checkout_date >= -7d");

        events.send(with(event("1", "a", "checkout_abandoned"), "occurredAt", OLD))
                .body("membershipChanges", empty());
        events.send(event("2", "a", "checkout_abandoned")).body("membershipChanges.key", is(List.of("left-behind")));
    }

    @Test
    void freePropertiesAreReadAsTheRuleWritesThem() {
        var events = Events.ofNewShop();
        events.publish("text", "event MATCHES (name = 'set', value = 'a')");
        events.publish("number", "event MATCHES (name = 'set', value > 4)");
        events.publish("truth", "event MATCHES (name = 'set', value = true)");
        events.publish("day", "event MATCHES (name = 'set', value >= 2026-05-01)");

        events.send(event("1", "text", "set", "value", List.of("a", "b"))).statusCode(201);
        events.send(event("2", "number", "set", "value", 5)).statusCode(201);
        events.send(event("3", "truth", "set", "value", true)).statusCode(201);
        events.send(event("4", "day", "set", "value", "2026-05-01")).statusCode(201);

        for (var key : List.of("text", "number", "truth", "day")) {
            assertThat(events.members(key)).containsExactly(key);
        }
    }

    @Test
    void eventsOfOtherNamesEvaluateNothing() {
        var events = Events.ofNewShop();
        events.publish("any", "event MATCHES (count >= 3)");

        events.send(event("1", "a", "x")).body("membershipChanges", empty());
        events.send(event("2", "a", "y")).body("membershipChanges", empty());
        events.send(event("3", "a", "z")).body("membershipChanges.key", is(List.of("any")));
    }
}
