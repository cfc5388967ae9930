package io.kequn.platform.http;

import io.kequn.platform.deadline.Deadline;
import io.kequn.platform.deadline.DeadlineSettings;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Gives each request its deadline. What reads the database keeps to it and refuses by itself; what has not answered a
/// second later, whatever it waits for, is answered here.
@Singleton
class Deadlines {
    /// After the request has its id.
    private static final int BEGIN = 990;

    /// After the body is there.
    private static final int RESTART = 750;

    private static final Duration SLACK = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final DeadlineSettings settings;
    private final Problems problems;
    private final List<StreamedBody> streamed;

    Deadlines(Vertx vertx, DeadlineSettings settings, Problems problems, @All List<StreamedBody> streamed) {
        this.vertx = vertx;
        this.settings = settings;
        this.problems = problems;
        this.streamed = List.copyOf(streamed);
    }

    void mount(@Observes Filters filters) {
        filters.register(this::begin, BEGIN);
        filters.register(this::restart, RESTART);
    }

    private void begin(RoutingContext route) {
        if (Authentication.guards(route.normalizedPath())) {
            var context = Objects.requireNonNull(Vertx.currentContext());
            var deadline = Deadline.begin(context, settings.request());
            new Watch(route, deadline).set();
        }
        route.next();
    }

    private void restart(RoutingContext route) {
        Deadline.current().ifPresent(isStreamed(route) ? Deadline::lift : Deadline::restart);
        route.next();
    }

    private boolean isStreamed(RoutingContext route) {
        return streamed.stream().anyMatch(body -> body.isSentBy(route.request()));
    }

    /// Looks at one request when its time is over.
    private final class Watch {
        private final RoutingContext route;
        private final Deadline deadline;
        private long timer;

        Watch(RoutingContext route, Deadline deadline) {
            this.route = route;
            this.deadline = deadline;
            route.addEndHandler(end -> vertx.cancelTimer(timer));
        }

        void set() {
            timer = vertx.setTimer(Math.max(1, deadline.left().plus(SLACK).toMillis()), fired -> look());
        }

        private void look() {
            if (deadline.isLifted()
                    || route.response().ended()
                    || route.response().headWritten()) {
                return;
            }
            if (deadline.left().plus(SLACK).isPositive()) {
                set();
                return;
            }
            problems.send(route, Deadline.passed());
        }
    }
}
