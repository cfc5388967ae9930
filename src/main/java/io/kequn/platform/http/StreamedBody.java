package io.kequn.platform.http;

import io.vertx.core.http.HttpServerRequest;

/// Names the requests whose body a feature reads as a stream, instead of having it read into memory. Their resource
/// methods take the request itself and no body.
public interface StreamedBody {
    boolean isSentBy(HttpServerRequest request);

    /// The largest such body, in bytes.
    long most();
}
