package io.kequn.platform.http;

import io.vertx.core.Context;

/// Is told of each request once it is answered, and of each event of a subscription.
public interface RequestFollower {
    /// `context` is the request's own; `template` stands for the path and names nobody.
    void answered(Context context, String method, String template, int status);
}
