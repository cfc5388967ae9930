package io.kequn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The layer set `lifecycle`, as rules read it by `lifecycle_stage`.
@KequnTest
class LifecycleStageTest {
    private static final List<String> STAGES = List.of("new: number_of_orders = 1", "active: number_of_orders > 1");

    private TestShop shop;
    private Segments segments;
    private LayerSets sets;

    @BeforeEach
    void openShop() {
        shop = TestShop.create(Map.of("test", true));
        segments = new Segments(shop);
        sets = new LayerSets(shop);
    }

    @Test
    void stageIsRightInTheWriteThatChangesIt() {
        sets.publish("lifecycle", STAGES, "potential");
        segments.publish("buyers", "lifecycle_stage IN ('new', 'active')");
        segments.publish("others", "lifecycle_stage != 'active'");

        segments.customer("pos:1", Map.of("city", "Oslo"))
                .body("membershipChanges.key", contains("lifecycle", "others"));
        segments.order("pos:1", "1", "5.00").body("membershipChanges.key", contains("lifecycle", "buyers"));
        segments.order("pos:1", "2", "5.00").body("membershipChanges.key", contains("lifecycle", "others"));

        assertThat(segments.of("pos:1")).containsExactly("buyers");
        shop.given()
                .queryParam("filter", "lifecycle_stage = 'active'")
                .get("/v1/customers?count=true")
                .then()
                .body("page.total", is(1));
    }

    @Test
    void setKnowsWhoReadsItsStage() {
        sets.publish("lifecycle", STAGES, "potential");
        segments.publish("buyers", "lifecycle_stage = 'new'");

        shop.given().get("/v1/layer-sets/lifecycle/dependents").then().body("items.key", hasItem("buyers"));
        sets.verb("lifecycle", "archive").statusCode(409).body("code", is("in_use"));
        sets.put("lifecycle", List.of("new: IN SEGMENT 'buyers'"), "potential").statusCode(200);
        sets.verb("lifecycle", "publish").statusCode(409).body("detail", containsString("buyers"));
    }

    @Test
    void withoutTheSetThereIsNoStage() {
        validate("lifecycle_stage = 'new'").statusCode(422).body("errors[0].code", is("unknown_attribute"));

        sets.publish("value", STAGES, "potential");

        validate("lifecycle_stage = 'new'").statusCode(422);
        sets.publish("lifecycle", STAGES, "potential");
        validate("lifecycle_stage = 'new'").statusCode(200);
        shop.given()
                .get("/v1/catalog")
                .then()
                .body(
                        "rules.attributes.find { it.key == 'lifecycle_stage' }.values",
                        hasItems("new", "active", "potential"));
    }

    private ValidatableResponse validate(String rule) {
        return shop.given()
                .body(Map.of("rule", rule))
                .post("/v1/segments/validate")
                .then();
    }
}
