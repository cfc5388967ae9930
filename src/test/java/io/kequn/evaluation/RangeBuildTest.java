package io.kequn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.ManyCustomers;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Builds in ranges, which the tests keep small: the next is larger where nobody differs, and ends earlier where more
/// differ than are locked at a time.
@KequnTest
class RangeBuildTest {
    private static final int CUSTOMERS = 420;
    private static final int FIRST = 160;

    @Test
    void everybodyIsJudgedHoweverTheRangesFall() {
        var shop = TestShop.create();
        var segments = new Segments(shop);
        ManyCustomers.make(shop, CUSTOMERS, "\"city\": \"Bergen\"");
        for (int i = 0; i < FIRST; i++) {
            segments.customer("pos:" + i, Map.of("city", "Oslo")).statusCode(200);
        }
        segments.publish("b", "city = 'Bergen'");
        assertThat(segments.count("b")).isEqualTo(CUSTOMERS - FIRST);
        segments.publish("b", "city = 'Bergen'");
        assertThat(segments.count("b")).isEqualTo(CUSTOMERS - FIRST);
        segments.publish("b", "city = 'Oslo'");
        assertThat(segments.count("b")).isEqualTo(FIRST);
        var jobs = shop.given().get("/v1/jobs?limit=3").jsonPath();
        assertThat(jobs.<String>getList("items.kind")).containsOnly("segment-build");
        assertThat(jobs.<Integer>getList("items.done")).isEqualTo(List.of(CUSTOMERS, CUSTOMERS, CUSTOMERS));
        assertThat(jobs.<Integer>getList("items.total")).isEqualTo(List.of(CUSTOMERS, CUSTOMERS, CUSTOMERS));
    }
}
