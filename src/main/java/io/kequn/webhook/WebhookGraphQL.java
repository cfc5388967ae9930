package io.kequn.webhook;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.kequn.stream.ChangeFilter;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Webhooks in GraphQL.
@GraphQLApi
public class WebhookGraphQL {
    private static final String TYPE = "Webhook";

    private final WebhookService webhooks;
    private final WebhookReads reads;
    private final WebhookTestService tests;

    WebhookGraphQL(WebhookService webhooks, WebhookReads reads, WebhookTestService tests) {
        this.webhooks = webhooks;
        this.reads = reads;
        this.tests = tests;
    }

    @Query
    @Description("The webhook with this id; null when there is none.")
    public Uni<@Nullable Webhook> webhook(@Id String id) {
        return reads.find(NodeId.keyOf(TYPE, id)).map(found -> found.orElse(null));
    }

    @Query
    @Description("The webhooks, the oldest first.")
    public Uni<WebhookConnection> webhooks(@Nullable Integer first, @Nullable String after) {
        return reads.list(PageRequest.of(first, after, false, "/first")).map(WebhookConnection::of);
    }

    @Query
    @Description("The secret of a webhook; for credentials that may change webhooks.")
    public Uni<WebhookSecret> webhookSecret(@Id String id) {
        return reads.secret(NodeId.keyOf(TYPE, id));
    }

    @Mutation
    @Description("Makes a webhook; the payload holds the secret that signs.")
    public Uni<WebhookCreatePayload> webhookCreate(NewWebhook input) {
        return Payload.of(() -> webhooks.create(input), WebhookCreatePayload::of);
    }

    @Mutation
    @Description("Changes what is given.")
    public Uni<WebhookPayload> webhookUpdate(WebhookUpdate input) {
        return Payload.of(
                () -> webhooks.change(
                        NodeId.keyOf(TYPE, input.id()), input.patch(), ExpectedVersion.of(input.expectedVersion())),
                WebhookPayload::new);
    }

    @Mutation
    @Description("Deletes a webhook and its deliveries.")
    public Uni<WebhookDeletePayload> webhookDelete(WebhookTarget input) {
        return Payload.of(
                () -> webhooks.delete(NodeId.keyOf(TYPE, input.id()), ExpectedVersion.of(input.expectedVersion()))
                        .replaceWith(input.id()),
                WebhookDeletePayload::new);
    }

    @Mutation
    @Description("Gives a webhook a new secret; the one before signs as well for a day.")
    public Uni<WebhookSecretPayload> webhookSecretRotate(WebhookChoice input) {
        return Payload.of(() -> webhooks.rotateSecret(NodeId.keyOf(TYPE, input.id())), WebhookSecretPayload::new);
    }

    @Mutation
    @Description("Sends a test event at once, and tells what came of it.")
    public Uni<WebhookTestPayload> webhookTest(WebhookChoice input) {
        return Payload.of(() -> tests.test(NodeId.keyOf(TYPE, input.id())), WebhookTestPayload::new);
    }

    public record WebhookChoice(@Id String id) {}

    public record WebhookTarget(@Id String id, @Nullable Integer expectedVersion) {}

    /// A partial change; what is null stays.
    public record WebhookUpdate(
            @Id String id,
            @Nullable String url,
            @Nullable String description,
            @Nullable ChangeFilter filter,
            @Nullable Boolean notices,
            @Nullable Boolean enabled,

            @Description("Where it goes on: `now`, or the number of the next change, in digits") @Nullable
            String from,

            @Nullable Integer expectedVersion) {
        Patch<WebhookSpec> patch() {
            Set<String> given = new LinkedHashSet<>();
            note(given, "url", url);
            note(given, "description", description);
            note(given, "filter", filter);
            note(given, "notices", notices);
            note(given, "enabled", enabled);
            note(given, "from", from);
            return new Patch<>(new WebhookSpec(url, description, filter, notices, enabled, from), given);
        }

        private static void note(Set<String> given, String field, @Nullable Object value) {
            if (value != null) {
                given.add(field);
            }
        }
    }

    public record WebhookCreatePayload(
            @Nullable Webhook webhook, @Nullable String secret, List<UserError> userErrors) {
        static WebhookCreatePayload of(@Nullable IssuedWebhook made, List<UserError> errors) {
            return made == null
                    ? new WebhookCreatePayload(null, null, errors)
                    : new WebhookCreatePayload(made.webhook(), made.secret(), errors);
        }
    }

    public record WebhookPayload(@Nullable Webhook webhook, List<UserError> userErrors) {}

    public record WebhookDeletePayload(@Nullable String deletedId, List<UserError> userErrors) {}

    public record WebhookSecretPayload(@Nullable WebhookSecret webhookSecret, List<UserError> userErrors) {}

    public record WebhookTestPayload(@Nullable WebhookTestResult result, List<UserError> userErrors) {}

    public record WebhookEdge(String cursor, Webhook node) {}

    public record WebhookConnection(List<WebhookEdge> edges, PageInfo pageInfo) {
        static WebhookConnection of(Page<Webhook> page) {
            return Connections.of(page, WebhookEdge::new, WebhookConnection::new);
        }

        public List<Webhook> getNodes() {
            return Connections.nodes(edges, WebhookEdge::node);
        }
    }
}
