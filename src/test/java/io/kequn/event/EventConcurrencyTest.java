package io.kequn.event;

import static io.kequn.event.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@KequnTest
class EventConcurrencyTest {
    private static List<Integer> together(int count, IntFunction<Integer> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(count)) {
            var calls = IntStream.range(0, count)
                    .<Callable<Integer>>mapToObj(i -> () -> call.apply(i))
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(calls)) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }

    @Test
    void sameEventFromTwentySidesIsOneEvent() throws Exception {
        var events = Events.ofNewShop();

        var statuses = together(
                20, i -> events.send(event("1", "ada", "login")).extract().statusCode());

        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 200 || status == 201);
        assertThat(events.get("customers/app:ada/events").getList("items")).hasSize(1);
    }

    /// Whoever loses makes no customer.
    @RepeatedTest(5)
    void oneIdOfTwoCustomersIsOneEvent() throws Exception {
        var events = Events.ofNewShop();

        var statuses = together(
                8, i -> events.send(event("1", "c" + i, "login")).extract().statusCode());

        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 409 || status == 201);
        assertThat(events.get("customers?count=true").getInt("page.total")).isEqualTo(1);
    }

    /// The identity race: both find that nobody has the identity, and only one of them makes its customer.
    @RepeatedTest(5)
    void eventsOfOneNewIdentityMakeOneCustomer() throws Exception {
        var events = Events.ofNewShop();
        events.publish("keen", "event MATCHES (name = 'login', count >= 12)");

        var statuses = together(
                12, i -> events.send(event("" + i, "ada", "login")).extract().statusCode());

        assertThat(statuses).containsOnly(201);
        assertThat(events.get("customers?count=true").getInt("page.total")).isEqualTo(1);
        assertThat(events.get("customers/app:ada/events").getList("items")).hasSize(12);
        assertThat(events.members("keen")).containsExactly("ada");
    }
}
