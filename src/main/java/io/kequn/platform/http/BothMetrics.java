package io.kequn.platform.http;

import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What Vert.x tells, told to two at once: those who measure, and ours. What each of them gives back for a connection
/// or a request comes to it again with what follows.
final class BothMetrics {
    private static final String SERVER = "createHttpServerMetrics";

    private BothMetrics() {}

    /// What each has given back.
    private record Pair(@Nullable Object first, @Nullable Object second) {}

    /// The same as `others`, but for servers, which tell `ours`, too.
    static VertxMetrics of(VertxMetrics others, VertxMetrics ours) {
        return proxy(VertxMetrics.class, (proxy, method, arguments) -> {
            var made = call(method, others, arguments);
            if (!method.getName().equals(SERVER)) {
                return made;
            }
            var second = call(method, ours, arguments);
            return made == null ? second : servers(made, second);
        });
    }

    private static HttpServerMetrics<?, ?, ?> servers(Object first, @Nullable Object second) {
        return proxy(HttpServerMetrics.class, (proxy, method, arguments) -> {
            var of = call(method, first, each(arguments, Pair::first));
            if (method.getDeclaringClass().equals(Object.class)) {
                return of;
            }
            var other = call(method, second, each(arguments, Pair::second));
            return method.getReturnType().equals(Object.class) ? new Pair(of, other) : of;
        });
    }

    private static Object @Nullable [] each(Object @Nullable [] arguments, Function<Pair, @Nullable Object> part) {
        return arguments == null
                ? null
                : Arrays.stream(arguments)
                        .map(argument -> argument instanceof Pair pair ? part.apply(pair) : argument)
                        .toArray();
    }

    private static @Nullable Object call(Method method, @Nullable Object target, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
