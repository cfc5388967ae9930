package io.kequn.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.agroal.api.AgroalDataSource;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KequnTest
class AudienceTest {
    @Inject
    AgroalDataSource database;

    private TestShop shop;

    /// Ada agrees to e-mails, Bob denies them, Cem was not asked, and Dan has agreed but has no address.
    @BeforeEach
    void members() {
        shop = TestShop.create();
        shop.given()
                .body(Map.of("name", "All", "kind", "static"))
                .put("/v1/segments/all")
                .then()
                .statusCode(201);
        member("ada", "Ada@Example.com", "granted");
        member("bob", "bob@example.com", "denied");
        member("cem", "cem@example.com", "unknown");
        member("dan", null, "granted");
    }

    @Test
    void onlyWhoAgreesIsInTheFile() {
        var export = export(Map.of("purpose", "marketing", "channel", "email"));
        shop.given()
                .get("/v1/exports/" + export)
                .then()
                .statusCode(200)
                .body("members", is(4))
                .body("exported", is(1))
                .body("withheld.denied", is(1))
                .body("withheld.pending", is(0))
                .body("withheld.unknown", is(1))
                .body("withheld.unreachable", is(1))
                .body("columns", contains("id", "email"))
                .body("downloads", is(0));

        assertThat(file(export, "application/x-ndjson"))
                .contains("ada@example.com")
                .doesNotContain("bob", "cem");
        assertThat(file(export, "text/csv").lines())
                .hasSize(2)
                .last()
                .asString()
                .endsWith(",ada@example.com");
        shop.given()
                .get("/v1/exports")
                .then()
                .body("items.downloads", contains(2))
                .body("items.segment", contains("all"));
    }

    @Test
    void whoWithdrawsIsNotInAFileThatWasMadeBefore() {
        var export = export(Map.of("purpose", "marketing", "channel", "email"));
        shop.given()
                .body(Map.of("emailConsent", "denied"))
                .put("/v1/customers/pos:ada")
                .then()
                .statusCode(200);

        assertThat(file(export, "application/x-ndjson")).isBlank();
    }

    @Test
    void hashesAreThoseThatAdvertisersWant() throws NoSuchAlgorithmException {
        shop.given()
                .body(Map.of(
                        "phone",
                        "13800138000",
                        "consents",
                        List.of(Map.of("purpose", "advertising", "channel", "general", "state", "granted"))))
                .put("/v1/customers/pos:ada")
                .then()
                .statusCode(200);

        var google =
                file(export(Map.of("purpose", "advertising", "channel", "general", "hashing", "google")), "text/csv");
        assertThat(google).contains(sha256("ada@example.com") + "," + sha256("+8613800138000"));
        var meta = file(export(Map.of("purpose", "advertising", "channel", "general", "hashing", "meta")), "text/csv");
        assertThat(meta).contains(sha256("8613800138000")).doesNotContain("example.com", "138001");
        shop.given()
                .body(Map.of(
                        "purpose", "advertising", "channel", "general", "hashing", "meta", "columns", List.of("name")))
                .post("/v1/segments/all/exports")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/columns/0"));
    }

    @Test
    void fileIsThereForADay() throws SQLException {
        var export = export(Map.of("purpose", "marketing", "channel", "email"));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update audience_export set expires_at = clock_timestamp() where id = '" + export + "'");
        }

        shop.given()
                .get("/v1/exports/" + export + "/file")
                .then()
                .statusCode(410)
                .body("code", is("export_expired"));
        shop.given().get("/v1/exports/" + export).then().statusCode(200);
    }

    @Test
    void itTakesAScopeOfItsOwnAndWhatIsThere() {
        var body = Map.of("purpose", "marketing", "channel", "email");
        shop.withScopes("segments:read", "customers:read", "exports:read")
                .given()
                .body(body)
                .post("/v1/segments/all/exports")
                .then()
                .statusCode(403);
        shop.given()
                .body(body)
                .post("/v1/segments/absent/exports")
                .then()
                .statusCode(404)
                .body("code", is("segment_not_found"));
        shop.given().get("/v1/exports/absent").then().statusCode(404).body("code", is("export_not_found"));
        shop.given()
                .body(Map.of("channel", "email"))
                .post("/v1/segments/all/exports")
                .then()
                .statusCode(400);
    }

    @Test
    void graphQLDoesTheSame() {
        shop.given()
                .body(Map.of("query", """
                        mutation { audienceExportCreate(input: {segment: "all", purpose: MARKETING, channel: EMAIL}) {
                          export { exported file withheld { denied } } userErrors { message } } }
                        """))
                .post("/graphql")
                .then()
                .body("data.audienceExportCreate.userErrors", empty())
                .body("data.audienceExportCreate.export.exported", is(1));
        shop.given()
                .body(Map.of("query", "{ audienceExports { nodes { segment purpose } } }"))
                .post("/graphql")
                .then()
                .body("data.audienceExports.nodes.purpose", contains("MARKETING"));
    }

    private void member(String name, String email, String consent) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", name);
        fields.put("email", email);
        fields.put("emailConsent", consent);
        shop.given().body(fields).put("/v1/customers/pos:" + name).then().statusCode(201);
        shop.given()
                .body(Map.of("add", List.of("pos:" + name)))
                .post("/v1/segments/all/members")
                .then()
                .statusCode(200);
    }

    private String export(Map<String, ?> spec) {
        return shop.given()
                .body(spec)
                .post("/v1/segments/all/exports")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private String file(String export, String type) {
        return shop.given()
                .accept(type)
                .get("/v1/exports/" + export + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
