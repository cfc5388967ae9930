package io.kequn.operations;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/// Takes out of traces what may be a person's or a secret: paths and queries as they were sent, since they
/// name customers by phone, e-mail or a number that means them elsewhere; addresses of callers; and all but
/// the host of the addresses of webhooks. The template of the path stays, as do statements, whose values are
/// never in them.
@Singleton
@Unremovable
class TracePrivacy implements SpanProcessor {
    private static final String HIDDEN = "hidden";
    private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");
    private static final List<AttributeKey<String>> PERSONAL = List.of(
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("url.query"),
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("http.client_ip"));

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (var key : PERSONAL) {
            if (span.getAttribute(key) != null) {
                span.setAttribute(key, HIDDEN);
            }
        }
        var full = span.getAttribute(FULL);
        if (full != null) {
            span.setAttribute(FULL, host(full));
        }
    }

    private static String host(String address) {
        try {
            var uri = URI.create(address);
            return uri.getScheme() + "://" + uri.getAuthority() + "/" + HIDDEN;
        } catch (IllegalArgumentException e) {
            return HIDDEN;
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // All is known at the start.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
