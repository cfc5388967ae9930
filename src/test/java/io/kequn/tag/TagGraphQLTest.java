package io.kequn.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tags and jobs in GraphQL.
@KequnTest
class TagGraphQLTest {
    private Tags tags;

    @BeforeEach
    void openShop() {
        tags = new Tags(TestShop.create());
    }

    @Test
    void tagLivesItsLife() {
        run("mutation { tagGroupCreate(input: {key: \"stage\", name: \"Stage\", kind: STAGE, exclusive: true}) {"
                        + " tagGroup { key kind exclusive } userErrors { code } } }")
                .body("data.tagGroupCreate.tagGroup.kind", is("STAGE"));
        run("mutation { tagCreate(input: {key: \"vip\", name: \"VIP\", groupKey: \"stage\", color: \"#ff0000\"}) {"
                        + " tag { key groupKey customerCount } userErrors { code } } }")
                .body("data.tagCreate.tag.customerCount", is(0))
                .body("data.tagCreate.userErrors", empty());
        run("mutation { tagUpdate(input: {key: \"vip\", name: \"V\", clear: [COLOR, GROUP]}) {"
                        + " tag { name color groupKey version } userErrors { code } } }")
                .body("data.tagUpdate.tag.name", is("V"))
                .body("data.tagUpdate.tag.color", nullValue())
                .body("data.tagUpdate.tag.groupKey", nullValue());
        run("{ tags { nodes { key } } tag(key: \"vip\") { name } tagGroups { nodes { key } } }")
                .body("data.tags.nodes.key", contains("vip"))
                .body("data.tag.name", is("V"))
                .body("data.tagGroups.nodes.key", contains("stage"));
        run("mutation { tagDelete(input: {key: \"vip\"}) { deletion { customers } userErrors { code } }"
                        + " tagGroupDelete(input: {key: \"stage\"}) { deletedKey userErrors { code } } }")
                .body("data.tagDelete.deletion.customers", is(0))
                .body("data.tagGroupDelete.deletedKey", is("stage"));
        run("{ tag(key: \"vip\") { name } }").body("data.tag", nullValue());
    }

    @Test
    void refusalIsAUserError() {
        tags.define("vip");

        run("mutation { tagCreate(input: {key: \"vip\", name: \"VIP\"}) { tag { key } userErrors { code field } } }")
                .body("data.tagCreate.tag", nullValue())
                .body("data.tagCreate.userErrors[0].code", is("key_taken"));
        tags.customer("pos:1");
        run("mutation { tagsAdd(input: {customerId: \"pos:1\", tags: [\"vjp\"]}) { change { added } userErrors {"
                        + " code field } } }")
                .body("data.tagsAdd.userErrors[0].code", is("reference_unknown"))
                .body("data.tagsAdd.userErrors[0].field", contains("tags", "0"));
    }

    @Test
    void customersShowTheirTagsAndTagsTheirCustomers() {
        tags.define("a", "b");
        tags.customer("pos:1");
        tags.customer("pos:2");

        run("mutation { tagsAdd(input: {customerId: \"pos:1\", tags: [\"a\", \"b\"]}) { change { added"
                        + " membershipChanges { key } } userErrors { code } } }")
                .body("data.tagsAdd.change.added", contains("a", "b"));
        run("mutation { tagAssignments(input: {tag: \"a\", customers: [\"pos:1\", \"pos:2\"]}) { result { items {"
                        + " status } job { id } } userErrors { code } } }")
                .body("data.tagAssignments.result.items.status", contains("UNCHANGED", "ADDED"));
        run("mutation { tagsRemove(input: {customerId: \"pos:1\", tags: [\"b\"]}) { change { removed } userErrors {"
                        + " code } } }")
                .body("data.tagsRemove.change.removed", contains("b"));

        run("{ customers { nodes { tags { key source } } } }").body("data.customers.nodes.tags", hasSize(2));
        run("{ tag(key: \"a\") { customerCount customers { nodes { customer { id } assignedAt } } } }")
                .body("data.tag.customerCount", is(2))
                .body("data.tag.customers.nodes", hasSize(2))
                .body("data.tag.customers.nodes[0].assignedAt", notNullValue());
    }

    @Test
    void otherShopsTagIsNull() {
        tags.define("vip");
        tags = new Tags(TestShop.create());

        run("{ tag(key: \"vip\") { key } tags { nodes { key } } jobs { nodes { id } } }")
                .body("data.tag", nullValue())
                .body("data.tags.nodes", empty())
                .body("data.jobs.nodes", empty());
    }

    @Test
    void jobIsReadAndCancelled() {
        tags.define("vip");
        tags.customers(1_001);
        var refs = java.util.stream.IntStream.rangeClosed(1, 1_001)
                .mapToObj(i -> "pos:" + i)
                .toList();
        var id = tags.shop()
                .given()
                .body(Map.of("customers", refs))
                .post("/v1/tags/vip/assignments")
                .then()
                .extract()
                .<String>path("job.id");

        run("{ job(id: \"" + id + "\") { kind status total done } jobs { nodes { id } } }")
                .body("data.job.kind", is("tag-assignment"))
                .body("data.jobs.nodes.id", contains(id));
        var cancelled = run("mutation { jobCancel(input: {id: \"" + id
                        + "\"}) { job { status } userErrors { code } } }")
                .extract();
        assertThat(cancelled.<Object>path("errors")).isNull();
        run("{ job(id: \"nonsense\") { kind } }").body("data.job", nullValue());
    }

    private ValidatableResponse run(String query) {
        return tags.shop()
                .given()
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue());
    }
}
