package io.kequn.level;

import static org.hamcrest.Matchers.oneOf;

import io.kequn.Eventually;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What tests of levels do again and again.
public record LevelPrograms(TestShop shop) {
    /// Each level is written as `key: rule`, from the lowest to the highest; one without a rule is everybody's.
    public static Map<String, Object> program(String name, List<String> levels, Map<String, ?> terms) {
        var body = new HashMap<String, Object>(terms);
        body.put("name", name);
        body.put("levels", levels.stream().map(LevelPrograms::level).toList());
        return body;
    }

    private static Map<String, ?> level(String text) {
        var parts = text.split(": ", 2);
        return parts.length == 1
                ? Map.of("key", parts[0], "name", parts[0])
                : Map.of("key", parts[0], "name", parts[0], "qualification", parts[1]);
    }

    public ValidatableResponse put(String program, List<String> levels, Map<String, ?> terms) {
        return shop.given()
                .body(program(program, levels, terms))
                .put("/v1/level-programs/" + program)
                .then();
    }

    /// Publishes the program and waits until everyone has been placed.
    public void publish(String program, List<String> levels, Map<String, ?> terms) {
        put(program, levels, terms).statusCode(oneOf(200, 201));
        publishDraft(program);
    }

    public void publishDraft(String program) {
        verb(program, "publish").statusCode(200);
        Eventually.holds(() ->
                "ready".equals(shop.given().get("/v1/level-programs/" + program).path("status")));
    }

    public ValidatableResponse verb(String program, String verb) {
        return shop.given().post("/v1/level-programs/" + program + "/" + verb).then();
    }

    /// The customer's level, null for none.
    public String of(String customer, String program) {
        return standing(customer, program).extract().path("level.key");
    }

    public ValidatableResponse standing(String customer, String program) {
        return shop.given()
                .get("/v1/customers/" + customer + "/levels/" + program)
                .then();
    }
}
