package io.kequn.webhook;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// What was sent to webhooks, in GraphQL.
@GraphQLApi
public class WebhookDeliveryGraphQL {
    private static final String TYPE = "Webhook";

    private final DeliveryReads deliveries;
    private final ReplayService replays;

    WebhookDeliveryGraphQL(DeliveryReads deliveries, ReplayService replays) {
        this.deliveries = deliveries;
        this.replays = replays;
    }

    @Query
    @Description("A delivery with its attempts.")
    public Uni<WebhookDelivery> webhookDelivery(@Id String webhook, @Id String id) {
        return deliveries.get(NodeId.keyOf(TYPE, webhook), id);
    }

    @Query
    @Description("What was sent to a webhook and is to be, of 30 days, the latest first.")
    public Uni<WebhookDeliveryConnection> webhookDeliveries(
            @Id String webhook, @Nullable DeliveryState state, @Nullable Integer first, @Nullable String after) {
        return deliveries
                .list(
                        NodeId.keyOf(TYPE, webhook),
                        state == null ? null : state.text(),
                        PageRequest.of(first, after, false, "/first"))
                .map(WebhookDeliveryConnection::of);
    }

    @Mutation
    @Description("Sends a range of changes once more, or what failed of it.")
    public Uni<WebhookReplayPayload> webhookReplay(WebhookReplayRange input) {
        return Payload.of(
                () -> replays.range(NodeId.keyOf(TYPE, input.id()), input.replay()), WebhookReplayPayload::new);
    }

    @Mutation
    @Description("Sends an event once more, under the same id.")
    public Uni<WebhookDeliveryPayload> webhookDeliveryReplay(WebhookDeliveryChoice input) {
        return Payload.of(
                () -> replays.delivery(NodeId.keyOf(TYPE, input.webhook()), input.id()), WebhookDeliveryPayload::new);
    }

    public record WebhookReplayRange(@Id String id, WebhookReplay replay) {}

    public record WebhookDeliveryChoice(
            @Id String webhook, @Id String id) {}

    public record WebhookReplayPayload(@Nullable WebhookReplay replay, List<UserError> userErrors) {}

    public record WebhookDeliveryPayload(@Nullable WebhookDelivery delivery, List<UserError> userErrors) {}

    public record WebhookDeliveryEdge(String cursor, WebhookDelivery node) {}

    public record WebhookDeliveryConnection(List<WebhookDeliveryEdge> edges, PageInfo pageInfo) {
        static WebhookDeliveryConnection of(Page<WebhookDelivery> page) {
            return Connections.of(page, WebhookDeliveryEdge::new, WebhookDeliveryConnection::new);
        }

        public List<WebhookDelivery> getNodes() {
            return Connections.nodes(edges, WebhookDeliveryEdge::node);
        }
    }
}
