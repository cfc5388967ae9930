package io.kequn.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Root fields and batched fields side by side, each reading through the PG client on the request's own context.
@KequnTest
class GraphQLBatchTest {
    private static final String MANY = """
        { a: probes(count: 50) { number square times(factor: 3) asker below { number square asker } }
          b: probes(count: 20) { square asker below { times(factor: 2) } }
          c: probeConnection(first: 30) { nodes { square asker } }
          probeCaller probeThread }
        """;

    @Test
    void manyFieldsSucceedEachTimeAndKnowTheirCaller() throws Exception {
        var requests = IntStream.range(0, 200)
                .mapToObj(i -> (Callable<String>) () -> ask("request-" + i))
                .toList();

        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var answer : threads.invokeAll(requests)) {
                assertThat(answer.get()).isEmpty();
            }
        }
    }

    /// What is wrong with the answer, if anything is.
    private static String ask(String requestId) {
        var answer = Api.caller()
                .header("X-Request-Id", requestId)
                .contentType(Api.JSON)
                .body(Map.of("query", MANY))
                .post("/graphql")
                .jsonPath();
        if (answer.get("errors") != null) {
            return answer.get("errors").toString();
        }
        var askers = new ArrayList<String>();
        for (String path : List.of("a.asker", "b.asker", "c.nodes.asker")) {
            askers.addAll(answer.getList("data." + path));
        }
        List<List<String>> below = answer.getList("data.a.below.asker");
        below.forEach(askers::addAll);
        askers.add(answer.getString("data.probeCaller"));
        List<Integer> squares = answer.getList("data.a.square");
        boolean right = askers.stream().allMatch(requestId::equals)
                && askers.size() == 201
                && squares.get(49) == 2500
                && answer.getString("data.probeThread").contains("eventloop");
        return right ? "" : answer.prettify();
    }

    @Test
    void pageCostsOneBatchForEachFieldAndLevel() {
        int before = ProbeGraphQL.BATCHES.get();

        Api.query("{ probes(count: 50) { square below { square } } }").body("data.probes.size()", is(50));

        assertThat(ProbeGraphQL.BATCHES.get() - before).isEqualTo(3);
    }

    @Test
    void aliasesWithOtherArgumentsGetTheirOwnAnswers() {
        Api.query("{ probes(count: 3) { one: times(factor: 1) two: times(factor: 2) again: times(factor: 2) } }")
                .body("data.probes.one", equalTo(List.of(1, 2, 3)))
                .body("data.probes.two", equalTo(List.of(2, 4, 6)))
                .body("data.probes.again", equalTo(List.of(2, 4, 6)));
    }
}
