package io.kequn.imports;

import static io.kequn.imports.ImportCalls.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Consents that come with files of customers, and what proves them.
@KequnTest
class ImportedConsentTest {
    private TestShop shop;
    private ImportCalls imports;

    @BeforeEach
    void begin() {
        shop = TestShop.create();
        imports = new ImportCalls(shop);
    }

    @Test
    void customersBringConsentsWithTheirProof() {
        var phone = "consent.marketing.phone";
        var spec = spec(
                "customers",
                "crm",
                "externalId",
                "id",
                phone,
                "phone",
                phone + ".occurredAt",
                "at",
                phone + ".source",
                "where",
                phone + ".document.id",
                "text",
                phone + ".document.version",
                "version");
        var file = """
            id,phone,at,where,text,version
            1,granted,2026-01-05T10:00:00+08:00,till 7,privacy,2026-01
            2,,,,,
            3,perhaps,2026-01-05,till 7,,
            4,denied,,,,
            5,granted,2199-01-05T10:00:00+08:00,,,
            """;

        var done = imports.run(spec, file);

        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(imports.errors(done.getString("id")))
                .containsExactly("4 value_invalid phone", "5 input_invalid at", "6 time_in_future at");
        history(1)
                .body("items.state", is(List.of("granted")))
                .body("items[0].purpose", is("marketing"))
                .body("items[0].channel", is("phone"))
                .body("items[0].source", is("till 7"))
                .body("items[0].document.id", is("privacy"))
                .body("items[0].document.version", is("2026-01"))
                .body("items[0].occurredAt", is("2026-01-05T02:00:00Z"));
        history(2).body("items", empty());
        var again = imports.run(spec, file);
        assertThat(again.getInt("unchanged")).isEqualTo(2);
        history(1).body("items.state", is(List.of("granted")));
        imports.run(spec, file.replace("till 7", "till 8"));
        history(1).body("items.source", is(List.of("till 8", "till 7")));
    }

    private ValidatableResponse history(int id) {
        return shop.given()
                .get("/v1/customers/crm:" + id + "/consents/history")
                .then()
                .statusCode(200);
    }

    @Test
    void consentsSayWhenTheyWereGiven() {
        var spec = spec("customers", "crm", "externalId", "id", "consent.service.sms.document.version", "version");

        refused(spec)
                .body("errors.pointer", is(List.of("/mapping", "/mapping", "/mapping")))
                .body("errors[0].message", containsString("`consent.service.sms`"))
                .body("errors[1].message", containsString("`consent.service.sms.occurredAt`"))
                .body("errors[2].message", containsString("`consent.service.sms.document.id`"));
        refused(spec("customers", "crm", "externalId", "id", "consents", "c"))
                .body("errors.pointer", is(List.of("/mapping/1/to")));
        refused(spec("customers", "crm", "externalId", "id", "consent.marketing.phon", "c"))
                .body("errors[0].message", containsString("`consent.marketing.phone`"));
    }

    private ValidatableResponse refused(Map<String, Object> spec) {
        return imports.create(spec).statusCode(422);
    }
}
