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
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("Attribute", "key"),
            Map.entry("Customer", "customer"),
            Map.entry("Event", "event"),
            Map.entry("EventDefinition", "key"),
            Map.entry("Layer", "layer"),
            Map.entry("LayerSet", "key"),
            Map.entry("LevelProgram", "key"),
            Map.entry("Order", "order"),
            Map.entry("Segment", "key"),
            Map.entry("Tag", "key"),
            Map.entry("TagGroup", "key"),
            Map.entry("PointsEntry", "entry"),
            Map.entry("PointsRule", "key"),
            Map.entry("Webhook", "webhook"));

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
                ... on Layer { set rule }
                ... on LayerSet { status name } ... on LevelProgram { status name }
                ... on Segment { status memberCount } ... on Tag { customerCount }
                ... on TagGroup { kind exclusive } ... on PointsRule { trigger version }
                ... on PointsEntry { number amount writtenOff } ... on Webhook { notices }
                ... on Node { again: id } } }\
            """, "data.nodes");

        assertThat(nodes)
                .hasSize(EXAMPLES.size())
                .allSatisfy(node -> assertThat(node.get("again")).isEqualTo(node.get("id")));
        assertThat(nodes.stream().collect(Collectors.toMap(node -> node.get("__typename"), Map::size)))
                .isEqualTo(Map.ofEntries(
                        Map.entry("Customer", 5),
                        Map.entry("Order", 4),
                        Map.entry("Attribute", 4),
                        Map.entry("Event", 4),
                        Map.entry("EventDefinition", 5),
                        Map.entry("Layer", 5),
                        Map.entry("LayerSet", 5),
                        Map.entry("LevelProgram", 5),
                        Map.entry("Segment", 5),
                        Map.entry("Tag", 4),
                        Map.entry("TagGroup", 5),
                        Map.entry("PointsEntry", 6),
                        Map.entry("PointsRule", 5),
                        Map.entry("Webhook", 4)));
    }

    private static <T> T ask(CanaryShop shop, String query, String path) {
        var answer = shop.api().given().body(Map.of("query", query)).post("/graphql");
        assertThat(answer.<Object>path("errors")).as(answer.asString()).isNull();
        return answer.path(path);
    }
}
