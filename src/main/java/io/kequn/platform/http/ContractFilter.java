package io.kequn.platform.http;

import io.kequn.platform.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Adds to every operation of the contract what holds for all of them: the credential, the problem documents that it
/// may answer, the header fields for repetition and for versions. A resource documents only what is its own.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {
    private static final String SCHEME = "apiKey";
    private static final String PROBLEM = "Problem";
    /// In order, so that the same code always makes the same document.
    private static final SortedMap<Integer, String> ANSWERS = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "The request cannot be read as it is."),
            Map.entry(401, "The credential is missing or not valid."),
            Map.entry(403, "The credential lacks a scope, or the shop is suspended."),
            Map.entry(404, "There is no such thing in the caller's shop."),
            Map.entry(409, "It conflicts with the present state."),
            Map.entry(412, "Changed by someone else meanwhile."),
            Map.entry(413, "The body is too large."),
            Map.entry(422, "A value is not valid."),
            Map.entry(429, "The credential has used up what it may ask for; send it again after `Retry-After`."),
            Map.entry(500, "Something went wrong on our side."),
            Map.entry(503, "Temporarily not available; send it again after `Retry-After`.")));
    private static final Set<Integer> OF_ALL = Set.of(400, 500, 503);
    private static final Set<Integer> OF_WRITES = Set.of(409, 413, 422);

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        contract.setServers(List.of(OASFactory.createServer().url("/").description("This service")));
        var components = Objects.requireNonNullElseGet(contract.getComponents(), OASFactory::createComponents);
        components.addSecurityScheme(SCHEME, scheme());
        components.addSchema(PROBLEM, problemSchema());
        ANSWERS.forEach((status, meaning) ->
                components.addResponse("Problem" + status, ContractFields.of(status, answer(meaning))));
        ContractFields.describe(components);
        contract.setComponents(components);
        PatchSchemas.unwrap(contract, components);
        contract.getPaths().getPathItems().forEach(this::complete);
    }

    private void complete(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> complete(path, method, operation));
    }

    private void complete(String path, PathItem.HttpMethod method, Operation operation) {
        boolean guarded = Authentication.guards(path);
        boolean write = method != PathItem.HttpMethod.GET && method != PathItem.HttpMethod.DELETE;
        withoutWeights(operation);
        operation.setSecurity(
                guarded ? List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME)) : new ArrayList<>());
        ANSWERS.keySet().stream()
                .filter(status -> isAnswered(status, path, guarded, write, method))
                .forEach(status -> addAnswer(operation, status));
        if (guarded) {
            ContractFields.add(operation);
        }
        if (method == PathItem.HttpMethod.POST && guarded) {
            addHeader(
                    operation, "Idempotency-Key", "Repeating a request with the same key has no further effect.", 255);
        }
    }

    /// Weights of media types (`;qs=0.5`) tell the framework what to prefer, and readers nothing.
    private static void withoutWeights(Operation operation) {
        var answers = Objects.requireNonNullElseGet(operation.getResponses(), OASFactory::createAPIResponses);
        answers.getAPIResponses().values().stream()
                .filter(answer -> answer.getContent() != null)
                .forEach(answer -> {
                    var content = OASFactory.createContent();
                    answer.getContent()
                            .getMediaTypes()
                            .forEach((name, type) -> content.addMediaType(name.replaceFirst(";qs=.*", ""), type));
                    answer.setContent(content);
                });
    }

    private static boolean isAnswered(
            int status, String path, boolean guarded, boolean write, PathItem.HttpMethod method) {
        return switch (status) {
            case 401, 403, 429 -> guarded;
            case 404 -> path.contains("{");
            case 412 -> method == PathItem.HttpMethod.PATCH || method == PathItem.HttpMethod.PUT;
            default -> OF_ALL.contains(status) || (write && OF_WRITES.contains(status));
        };
    }

    private static void addAnswer(Operation operation, int status) {
        var answers = Objects.requireNonNullElseGet(operation.getResponses(), OASFactory::createAPIResponses);
        // The framework documents an empty 401 and 403 of its own.
        var present = answers.getAPIResponse(String.valueOf(status));
        if (present == null || present.getContent() == null) {
            answers.addAPIResponse(
                    String.valueOf(status),
                    OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status));
        }
        operation.setResponses(answers);
    }

    private static void addHeader(Operation operation, String name, String meaning, int longest) {
        boolean there = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> name.equals(parameter.getName()));
        if (!there) {
            operation.addParameter(OASFactory.createParameter()
                    .name(name)
                    .in(Parameter.In.HEADER)
                    .description(meaning)
                    .required(false)
                    .schema(text().maxLength(longest).minLength(1)));
        }
    }

    private static SecurityScheme scheme() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(
                        "An API key of the shop, the token of a person (who chooses one of several shops by the field"
                                + " `Kequn-Shop`), that of a customer for `/v1/me`, or the platform administrator's key.");
    }

    private static APIResponse answer(String meaning) {
        return OASFactory.createAPIResponse()
                .description(meaning)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
    }

    private static Schema problemSchema() {
        var position = object("A place in rule text; line and column begin at 1.")
                .addProperty("line", whole())
                .addProperty("column", whole())
                .addProperty("length", whole());
        var error = object("One thing that is wrong.")
                .addProperty("pointer", text().description("JSON pointer, or the name of a parameter"))
                .addProperty("code", text())
                .addProperty("message", text())
                .addProperty("position", position)
                .required(List.of("pointer", "code", "message"));
        return object("Why a request was refused (RFC 9457).")
                .addProperty("type", text().examples(List.of("/problems/tag_not_found")))
                .addProperty("title", text())
                .addProperty("status", whole())
                .addProperty("detail", text())
                .addProperty("code", text().description("Stable; listed at `/problems`"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.ARRAY))
                                .items(error))
                .addProperty("traceId", text())
                .required(List.of("type", "title", "status", "detail", "code", "errors"));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.OBJECT)).description(description);
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
    }

    private static Schema whole() {
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.INTEGER))
                .format("int32");
    }
}
