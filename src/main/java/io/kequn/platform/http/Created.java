package io.kequn.platform.http;

import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/// The answer `201` to a command that made something.
public final class Created {
    private Created() {}

    /// `path` leads to what was made. Its last parts come from keys and ids, which need no encoding.
    public static <T> RestResponse<T> at(String path, T made) {
        return RestResponse.ResponseBuilder.<T>create(RestResponse.Status.CREATED)
                .location(URI.create(path))
                .entity(made)
                .build();
    }
}
