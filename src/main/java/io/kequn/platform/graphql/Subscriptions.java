package io.kequn.platform.graphql;

import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a subscription answers with:
///
/// ```java
/// @Subscription
/// public Multi<TagChange> tagChanges(String tag) {
///     return Subscriptions.of(tags.follow(tag));
/// }
/// ```
public final class Subscriptions {
    private static final Object KEY = Subscriptions.class;

    private Subscriptions() {}

    /// The same, with a failure kept for the web socket, which tells it as a problem; the engine would tell a text.
    public static <T> Multi<T> of(Multi<T> events) {
        var context = Objects.requireNonNull(Vertx.currentContext());
        return events.onFailure()
                .invoke(failure -> context.putLocal(KEY, failure))
                .onFailure()
                .recoverWithCompletion();
    }

    static @Nullable Throwable failure(Context context) {
        return context.getLocal(KEY);
    }
}
