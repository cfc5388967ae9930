package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The contract that the service serves is the one that was committed, so that a change of it is seen in review.
/// `mvn -Dtest=ContractTest -Dcontract.update test` writes it anew.
@KequnTest
class ContractTest {
    private static final Path COMMITTED = Path.of("openapi/openapi.yaml");

    @Test
    void servedContractIsTheCommittedOne() throws IOException {
        var served =
                RestAssured.given().accept("application/yaml").get("/q/openapi").asString();
        if (System.getProperty("contract.update") != null) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served);
        }

        assertThat(served)
                .as("The contract has changed. If that is meant, run: mvn -Dtest=ContractTest -Dcontract.update test")
                .isEqualTo(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "");
    }

    /// A patch is documented by its fields, not by how we keep it.
    @Test
    void patchesAreShownAsTheyAreSent() {
        JsonPath contract = RestAssured.given()
                .accept("application/json")
                .get("/q/openapi?format=json")
                .jsonPath();

        assertThat(contract.<String>get("paths.'/v1/tags/{key}'.patch.requestBody.content."
                        + "'application/merge-patch+json'.schema.'$ref'"))
                .isEqualTo("#/components/schemas/TagSpec");
        assertThat(contract.<Map<String, ?>>get("components.schemas").keySet())
                .noneMatch(name -> name.startsWith("Patch"));
    }

    @Test
    void everyOperationIsComplete() {
        JsonPath contract = RestAssured.given()
                .accept("application/json")
                .get("/q/openapi?format=json")
                .jsonPath();
        assertThat(contract.getString("openapi")).startsWith("3.1");
        var incomplete = new ArrayList<String>();
        var ids = new HashSet<String>();
        Map<String, Map<String, Map<String, Object>>> paths = contract.getMap("paths");

        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            boolean complete = operation.get("operationId") instanceof String id
                    && ids.add(id)
                    && operation.get("summary") != null
                    && operation.get("tags") instanceof List<?> tags
                    && !tags.isEmpty()
                    && operation.get("security") != null
                    && String.valueOf(operation.get("responses")).contains("500");
            if (!complete) {
                incomplete.add(method + " " + path);
            }
        }));

        assertThat(incomplete).isEmpty();
    }
}
