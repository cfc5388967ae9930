package io.kequn.platform.http;

import io.kequn.platform.database.Idempotency;
import io.kequn.platform.value.Versioned;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/// Gives every single resource its strong `ETag`, answers `304` to a reader who has it already, and marks answers that
/// were given before.
public class VersionTags {
    @ServerResponseFilter
    void tag(ContainerRequestContext request, ContainerResponseContext response) {
        if (Idempotency.replayed()) {
            response.getHeaders().putSingle("Idempotent-Replayed", "true");
        }
        if (!(response.getEntity() instanceof Versioned versioned) || response.getStatus() >= 300) {
            return;
        }
        String etag = "\"" + versioned.etag() + "\"";
        response.getHeaders().putSingle("ETag", etag);
        if (isRead(request.getMethod()) && isKnown(request.getHeaderString("If-None-Match"), etag)) {
            response.setStatus(304);
            response.setEntity(null);
        }
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    /// Whether a reader who sends this `If-None-Match` has what has this tag already.
    public static boolean isKnown(@Nullable String header, String etag) {
        return header != null
                && (header.strip().equals("*")
                        || Arrays.stream(header.split(",", -1)).anyMatch(tag -> sameTag(tag.strip(), etag)));
    }

    /// Reads compare weakly (RFC 9110, 13.1.2).
    private static boolean sameTag(String tag, String etag) {
        return tag.equals(etag) || tag.equals("W/" + etag);
    }
}
