package io.kequn.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.kequn.KequnTest;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Hostile queries are refused before anything is read, quickly, and as what they are: the caller's fault.
@KequnTest
class GraphQLLimitsTest {
    private static final Duration QUICKLY = Duration.ofSeconds(2);

    static Stream<Named<String>> hostile() {
        return Stream.of(
                Named.of("deep", "{ probes { " + "below { ".repeat(25) + "number" + " }".repeat(25) + " } }"),
                Named.of("very deep", "{ probes { " + "below { ".repeat(2000) + "number" + " }".repeat(2000) + " } }"),
                Named.of("deep lists", "{ probes { below { below { below { below { number } } } } } }"),
                Named.of(
                        "many root fields",
                        "{ " + "probeThread probeCaller ".repeat(1) + aliased("probeThread", 21) + " }"),
                Named.of("many aliases", "{ probes { " + aliased("number", 31) + " } }"),
                Named.of("alias flood", "{ " + aliased("probeThread", 1600) + " }"),
                Named.of("alias flood beyond the tokens", "{ " + aliased("probeThread", 20_000) + " }"),
                Named.of("repeated field", "{ probes { " + "number ".repeat(4000) + " } }"),
                Named.of(
                        "circular fragments",
                        "{ probes { ...a } } fragment a on Probe { ...b } fragment b on Probe { ...a }"),
                Named.of("fragments that double", doubling(18)),
                Named.of("fragments that double often", doubling(60)),
                Named.of("fields in fragments that double", doublingFields(18)),
                Named.of("fields in fragments that double often", doublingFields(60)),
                Named.of("a huge page", "{ probeConnection(first: 1000000000) { nodes { number } } }"),
                Named.of("pages in lists", "{ probeConnection(first: 200) { nodes { below { below { number } } } } }"),
                Named.of(
                        "pages of many", "{ customers(first: 200) { nodes { merges(first: 200) { nodes { id } } } } }"),
                Named.of("brackets", "[".repeat(100_000)),
                Named.of(
                        "nested list value",
                        "{ probes(count: " + "[".repeat(2400) + "]".repeat(2400) + ") { number } }"),
                Named.of(
                        "nested object value",
                        "{ probes(count: " + "{a: ".repeat(1200) + "1" + "}".repeat(1200) + ") { number } }"),
                Named.of("comments", "#\n".repeat(200_000) + "{ probeThread }"),
                Named.of("spaces", " ".repeat(900_000) + "{ probeThread "),
                Named.of("directives", "{ probeThread " + "@skip(if: false) ".repeat(900) + "}"),
                Named.of(
                        "many operations",
                        IntStream.range(0, 900)
                                .mapToObj(i -> "query q" + i + " { probeThread }")
                                .collect(Collectors.joining(" "))),
                Named.of(
                        "deep introspection",
                        "{ __schema { types { " + "fields { type { ".repeat(12) + "name" + " } }".repeat(12)
                                + " } } }"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileQueryIsRefusedQuickly(String query) {
        var start = System.nanoTime();
        var status = Api.strict(query).extract().statusCode();
        var took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(status).isEqualTo(400);
        assertThat(took).isLessThan(QUICKLY);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusalIsAProblem(String query) {
        Api.strict(query).body("errors[0].extensions.problem.status", equalTo(400));
    }

    @Test
    void friendlyQueryOfManyObjectsRuns() {
        Api.query("{ probeConnection(first: 200) { edges { node { number below { number } } } } }")
                .body("data.probeConnection.edges.size()", equalTo(200));
    }

    @Test
    void bodyOfMoreThanAMebibyteIsRefused() {
        Api.strict("{ probeThread } #" + "x".repeat(1_100_000))
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("body_too_large"));
    }

    @Test
    void deepVariablesAreRefused() {
        Api.post("{\"query\": \"{ probeThread }\", \"variables\": " + "{\"a\":".repeat(5000) + "1" + "}".repeat(5001))
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private static String aliased(String field, int times) {
        return IntStream.range(0, times).mapToObj(i -> "a" + i + ": " + field).collect(Collectors.joining(" "));
    }

    /// Each fragment spreads the next twice: a short text for very many fields.
    private static String doubling(int levels) {
        var fragments = IntStream.range(0, levels)
                .mapToObj(i -> "fragment f" + i + " on Probe { ...f" + (i + 1) + " ...f" + (i + 1) + " }")
                .collect(Collectors.joining(" "));
        return "{ probes { ...f0 } } " + fragments + " fragment f" + levels + " on Probe { " + aliased("number", 40)
                + " }";
    }

    private static String doublingFields(int levels) {
        var fragments = IntStream.range(0, levels)
                .mapToObj(i -> "fragment f" + i + " on Probe { x: below { ...f" + (i + 1) + " } y: below { ...f"
                        + (i + 1) + " } }")
                .collect(Collectors.joining(" "));
        return "{ probes { ...f0 } } " + fragments + " fragment f" + levels + " on Probe { number }";
    }
}
