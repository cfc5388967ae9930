package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kequn.platform.http.JsonProblems;
import io.kequn.platform.problem.Characters;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One GraphQL request as it came in: a document or what names it, which of its operations to run, and the values of
/// its
/// variables. The types of all parameters are checked here, so that a wrong one is refused before anything is parsed.
/// [NamedDocuments] gives it its text.
///
/// @param query the document; null where only its name was sent
/// @param documentId the id of a trusted document
/// @param sha256 the digest of the document as Apollo's persisted queries send it, in lower-case hex
record GraphQLRequest(
        @Nullable String query,
        @Nullable String documentId,
        @Nullable String sha256,
        @Nullable String operationName,
        Map<String, @Nullable Object> variables) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static GraphQLRequest ofBody(String body) {
        return of(object("body", json(body)));
    }

    static GraphQLRequest ofParameters(MultiMap parameters) {
        var fields = new HashMap<String, @Nullable Object>();
        for (String name : new String[] {"query", "documentId", "operationName"}) {
            fields.put(name, parameters.get(name));
        }
        for (String name : new String[] {"variables", "extensions"}) {
            String text = parameters.get(name);
            fields.put(name, text == null || text.isEmpty() ? null : json(text));
        }
        return of(fields);
    }

    private static GraphQLRequest of(Map<String, @Nullable Object> fields) {
        String query = text("query", fields.get("query"));
        String id = text("documentId", fields.get("documentId"));
        String digest = digest(object("/extensions", fields.get("extensions")));
        boolean blank = query == null || query.isBlank();
        if (blank && id == null && digest == null) {
            throw INPUT_INVALID.at(
                    "/query",
                    "Send the GraphQL document as `query`, or the id of a trusted one as `documentId`.",
                    "请用 `query` 发送 GraphQL 文档，或用 `documentId` 发送可信文档的编号。");
        }
        if (!blank && id != null) {
            throw INPUT_INVALID.at("/documentId", "Send the document or its id, not both.", "文档与文档编号只能发送其一。");
        }
        var variables = object("/variables", fields.get("variables"));
        checkCharacters("/variables", variables);
        checkCharacters("/documentId", id);
        return new GraphQLRequest(
                blank ? null : query, id, digest, text("operationName", fields.get("operationName")), variables);
    }

    /// As Apollo's protocol of automatic persisted queries has it; any other extension is nobody's business.
    private static @Nullable String digest(Map<String, @Nullable Object> extensions) {
        var persisted = object("/extensions/persistedQuery", extensions.get("persistedQuery"));
        if (persisted.isEmpty()) {
            return null;
        }
        var digest = text("extensions/persistedQuery/sha256Hash", persisted.get("sha256Hash"));
        boolean known = persisted.get("version") instanceof Number version && version.doubleValue() == 1;
        if (!known || digest == null || !DIGEST.matcher(digest).matches()) {
            throw INPUT_INVALID.at(
                    "/extensions/persistedQuery",
                    "Must be `{\"version\": 1, \"sha256Hash\": \"…\"}` with the SHA-256 of the document in lower-case hex.",
                    "须为 `{\"version\": 1, \"sha256Hash\": \"…\"}`，其中为文档 SHA-256 的小写十六进制。");
        }
        return digest;
    }

    /// The same with the text of its document.
    GraphQLRequest with(String text) {
        return new GraphQLRequest(text, documentId, sha256, operationName, variables);
    }

    /// The text of the document, once it has one.
    String text() {
        return Objects.requireNonNull(query);
    }

    private static void checkCharacters(String pointer, @Nullable Object value) {
        switch (value) {
            case String text -> {
                int forbidden = Characters.firstForbidden(text);
                if (forbidden >= 0) {
                    var message = Characters.forbidden(text, forbidden);
                    throw INPUT_INVALID.at(pointer, message.english(), message.chinese());
                }
            }
            case Map<?, ?> map -> map.forEach((name, each) -> checkCharacters(pointer + "/" + name, each));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    checkCharacters(pointer + "/" + i, list.get(i));
                }
            }
            case null, default -> {}
        }
    }

    private static @Nullable String text(String name, @Nullable Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw INPUT_INVALID.at("/" + name, "Must be a string.", "必须是字符串。");
    }

    @SuppressWarnings("unchecked") // Jackson's maps have string keys
    private static Map<String, @Nullable Object> object(String pointer, @Nullable Object value) {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw INPUT_INVALID.at(pointer.equals("body") ? "" : pointer, "Must be a JSON object.", "必须是 JSON 对象。");
    }

    private static @Nullable Object json(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e);
        } catch (NumberFormatException e) {
            throw INPUT_INVALID.because("A number has an exponent that no number has.", "数值的指数超出范围。");
        }
    }
}
