package io.kequn.platform.graphql;

import static io.kequn.platform.problem.ErrorCode.METHOD_NOT_ALLOWED;
import static io.kequn.platform.problem.ErrorCode.NOT_ACCEPTABLE;

import io.kequn.platform.http.VersionTags;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;

/// How an answer goes out: its media type, and with it the status codes; what a reader may keep.
record AnswerForm(String mediaType) {
    private static final String JSON = "application/json";
    private static final String RESPONSE = "application/graphql-response+json";

    /// What the caller likes best; refuses when it takes neither of the two media types.
    static AnswerForm of(RoutingContext http) {
        var accepted = http.parsedHeaders().accept();
        if (accepted.isEmpty()) {
            return new AnswerForm(JSON);
        }
        return accepted.stream()
                .filter(type -> type.weight() > 0)
                .map(AnswerForm::mediaType)
                .filter(type -> !type.isEmpty())
                .findFirst()
                .map(AnswerForm::new)
                .orElseThrow(() -> NOT_ACCEPTABLE.because(
                        "Answers are `" + RESPONSE + "` or `" + JSON + "`.",
                        "响应类型为 `" + RESPONSE + "` 或 `" + JSON + "`。"));
    }

    private static String mediaType(MIMEHeader accepted) {
        return switch (accepted.component() + "/" + accepted.subComponent()) {
            case RESPONSE -> RESPONSE;
            case JSON, "application/*", "*/*" -> JSON;
            default -> "";
        };
    }

    void send(RoutingContext http, GraphQLAnswer answer) {
        if (http.request().method().equals(HttpMethod.GET) && answer.isWhole()) {
            sendKept(http, answer);
            return;
        }
        if (answer.status() == METHOD_NOT_ALLOWED.status()) {
            http.response().putHeader(HttpHeaders.ALLOW, "POST");
        }
        // Clients that only know application/json expect 200 with errors for a faulty document.
        boolean faulty = answer.status() >= 400 && answer.status() != METHOD_NOT_ALLOWED.status();
        http.response()
                .setStatusCode(faulty && mediaType.equals(JSON) ? 200 : answer.status())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        sendBody(http, answer);
    }

    /// What was read whole a reader may keep, and asks each time whether it is still so.
    private void sendKept(RoutingContext http, GraphQLAnswer answer) {
        var etag = answer.etag();
        http.response().putHeader(HttpHeaders.ETAG, etag).putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        http.response().headers().add(HttpHeaders.VARY, "Authorization, Accept");
        if (VersionTags.isKnown(http.request().getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            http.response().setStatusCode(304).end();
            return;
        }
        sendBody(http, answer);
    }

    private void sendBody(RoutingContext http, GraphQLAnswer answer) {
        http.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType + "; charset=utf-8")
                .end(Buffer.buffer(answer.json()));
    }
}
