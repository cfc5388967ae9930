package io.kequn.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLSchemaElement;
import io.kequn.KequnTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The committed schema is the running one, so that each change of the contract is seen in review.
@KequnTest
class GraphQLContractTest {
    private static final Path COMMITTED = Path.of("openapi", "schema.graphql");

    @Inject
    GraphQLEngine engine;

    @Test
    void committedSchemaIsTheRunningOne() throws IOException {
        var running = SchemaText.of(engine.schema(), GraphQLContractTest::isOurs);
        if (Boolean.getBoolean("contract.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, running);
        }

        assertThat(COMMITTED)
                .as("the GraphQL contract; if the change is meant: mvn -Dtest=GraphQLContractTest"
                        + " -Dcontract.update=true test")
                .exists()
                .content()
                .isEqualTo(running);
    }

    private static boolean isOurs(GraphQLSchemaElement element) {
        return !(element instanceof GraphQLNamedSchemaElement named)
                || !named.getName().toLowerCase(Locale.ROOT).contains("probe");
    }
}
