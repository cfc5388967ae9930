package io.kequn.platform.http;

import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/// The answer to a command that makes something.
public final class Created {
    private Created() {}

    /// `201`; `path` leads to what was made. Its last parts come from keys and ids, which need no encoding.
    public static <T> RestResponse<T> at(String path, T made) {
        return RestResponse.ResponseBuilder.<T>create(RestResponse.Status.CREATED)
                .location(URI.create(path))
                .entity(made)
                .build();
    }

    /// `201` if the command made it, `200` if it was there before.
    public static <T> RestResponse<T> where(boolean made, String path, T entity) {
        return made ? at(path, entity) : RestResponse.ok(entity);
    }
}
