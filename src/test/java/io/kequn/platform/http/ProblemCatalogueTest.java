package io.kequn.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.platform.problem.ErrorCode;
import io.restassured.RestAssured;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@KequnTest
class ProblemCatalogueTest {
    @Test
    void everyCodeIsDocumented() {
        List<String> codes =
                RestAssured.get("/problems").then().statusCode(200).extract().path("items.code");

        assertThat(codes)
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
        codes.forEach(code ->
                RestAssured.get("/problems/" + code).then().statusCode(200).body("code", is(code)));
    }

    @Test
    void peopleGetAPage() {
        RestAssured.given()
                .accept("text/html")
                .get("/problems/tag_not_found")
                .then()
                .statusCode(200)
                .contentType("text/html");
        assertThat(RestAssured.given().accept("text/html").get("/problems").asString())
                .contains("tag_not_found", "标签不存在");
    }
}
