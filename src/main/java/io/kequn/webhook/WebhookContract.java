package io.kequn.webhook;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Tells in the contract what a receiver gets.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class WebhookContract implements OASFilter {
    private static final Map<String, String> HEADERS = Map.of(
            "webhook-id", "The event's id: the same however often it is sent.",
            "webhook-timestamp", "When it was sent, in seconds since 1970.",
            "webhook-signature",
                    "After Standard Webhooks: `v1,` and the HMAC-SHA256 of id, timestamp and body; two while the secret"
                            + " changes.");

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        contract.addWebhook("change", change());
    }

    private static PathItem change() {
        var body = OASFactory.createRequestBody()
                .description("A CloudEvent, just as `GET /v1/changes` gives it.")
                .required(true)
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/cloudevents+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/ChangeEvent"))));
        var answers = OASFactory.createAPIResponses()
                .addAPIResponse("2XX", OASFactory.createAPIResponse().description("Taken; it is not sent again."))
                .addAPIResponse(
                        "410", OASFactory.createAPIResponse().description("No more, please: the webhook is disabled."))
                .addAPIResponse(
                        "4XX",
                        OASFactory.createAPIResponse().description("As any other answer: it is sent again later."));
        var operation = OASFactory.createOperation()
                .operationId("receiveChange")
                .summary("Something has happened to a customer")
                .addTag("Webhooks")
                .security(List.of())
                .parameters(HEADERS.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(header -> header(header.getKey(), header.getValue()))
                        .toList())
                .requestBody(body)
                .responses(answers);
        return OASFactory.createPathItem().POST(operation);
    }

    private static Parameter header(String name, String meaning) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(true)
                .description(meaning)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
}
