package io.kequn.platform.limit;

import io.kequn.platform.access.Caller;
import io.kequn.platform.http.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Lets a request in while its credential has points for it, and tells on every answer how many are left.
@Singleton
class RateFilter {
    /// After the caller is known, before the body is read.
    private static final int ORDER = 875;

    private static final int REQUEST = 10;
    private static final int MOST_OBJECTS = 1_000;
    private static final int KIB = 1_024;

    private final RateLimits limits;
    private final Problems problems;

    RateFilter(RateLimits limits, Problems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    void mount(@Observes Filters filters) {
        filters.register(this::charge, ORDER);
    }

    private void charge(RoutingContext route) {
        var quota = Caller.of(Vertx.currentContext()).flatMap(limits::of);
        if (quota.isEmpty()) {
            route.next();
            return;
        }
        var answer = quota.get().take(points(route.request()));
        RateFields.set(route.response(), quota.get(), answer);
        if (answer.granted()) {
            route.next();
        } else {
            problems.send(route, RateFields.refusal(answer));
        }
    }

    /// What cannot be read costs as much as what is not there; it is refused later.
    static long points(HttpServerRequest request) {
        return REQUEST
                + Math.min(MOST_OBJECTS, number(request.getParam("limit")))
                + number(request.getHeader("Content-Length")) / KIB;
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? 0 : Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
