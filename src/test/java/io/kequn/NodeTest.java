package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every type that can be fetched again by its global id, with all its fields.
@KequnTest
class NodeTest {
    /// What each type's example is called in [CanaryShop]. A new type without a line here fails the test.
    private static final Map<String, String> EXAMPLES = Map.of(
            "Attribute",
            "key",
            "Customer",
            "customer",
            "Event",
            "event",
            "EventDefinition",
            "key",
            "LayerSet",
            "key",
            "LevelProgram",
            "key",
            "Order",
            "order",
            "Segment",
            "key",
            "Tag",
            "key",
            "TagGroup",
            "key");

    @Test
    void nodeOfEveryTypeGivesTheFieldsOfItsFragment() {
        var shop = CanaryShop.create();
        var schema = GraphQLSchemaText.ofService();
        assertThat(EXAMPLES.keySet()).containsExactlyInAnyOrderElementsOf(schema.nodeTypes());

        EXAMPLES.forEach((type, name) -> {
            var id = CanaryShop.globalId(type, shop.names().get(name));
            var all = "{ node(id: \"%s\") { ... on %s %s } }".formatted(id, type, schema.fieldsOf(type));
            Map<String, Object> node = ask(shop, all, "data.node");

            assertThat(node.keySet()).as(type).containsAll(schema.namesOf(type));
            assertThat(node.toString()).as(type).contains(CanaryShop.CANARY);
        });
    }

    @Test
    void nodesOfManyTypesGiveEachItsOwnFragment() {
        var shop = CanaryShop.create();
        var ids = EXAMPLES.entrySet().stream()
                .map(example ->
                        CanaryShop.globalId(example.getKey(), shop.names().get(example.getValue())))
                .collect(Collectors.joining("\", \"", "[\"", "\"]"));

        List<Map<String, Object>> nodes = ask(shop, "{ nodes(ids: " + ids + """
            ) { __typename id ... on Customer { city uuid } ... on Order { source } ... on Attribute { type }
                ... on Event { occurredAt } ... on EventDefinition { standard version }
                ... on LayerSet { status name } ... on LevelProgram { status name }
                ... on Segment { status memberCount } ... on Tag { customerCount }
                ... on TagGroup { kind exclusive }
                ... on Node { again: id } } }\
            """, "data.nodes");

        assertThat(nodes)
                .hasSize(EXAMPLES.size())
                .allSatisfy(node -> assertThat(node.get("again")).isEqualTo(node.get("id")));
        assertThat(nodes.stream().collect(Collectors.toMap(node -> node.get("__typename"), Map::size)))
                .isEqualTo(Map.of(
                        "Customer",
                        5,
                        "Order",
                        4,
                        "Attribute",
                        4,
                        "Event",
                        4,
                        "EventDefinition",
                        5,
                        "LayerSet",
                        5,
                        "LevelProgram",
                        5,
                        "Segment",
                        5,
                        "Tag",
                        4,
                        "TagGroup",
                        5));
    }

    private static <T> T ask(CanaryShop shop, String query, String path) {
        var answer = shop.api().given().body(Map.of("query", query)).post("/graphql");
        assertThat(answer.<Object>path("errors")).as(answer.asString()).isNull();
        return answer.path(path);
    }
}
