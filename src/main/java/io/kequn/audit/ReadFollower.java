package io.kequn.audit;

import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.PersonalReads;
import io.kequn.platform.http.Problems;
import io.kequn.platform.http.RequestFollower;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;

/// Notes who has read whose personal data: one entry a request. While the audit log cannot be written, nobody reads on.
@Singleton
class ReadFollower implements RequestFollower {
    /// After the caller is known, before the body is read.
    private static final int ORDER = 870;

    private static final int REFUSED = 400;
    private static final int PAUSE_MILLIS = 20;
    private static final int MOST_PAUSES = 250;

    private final ReadQueue queue;
    private final Problems problems;
    private final boolean all;

    ReadFollower(ReadQueue queue, Problems problems, AuditSettings settings) {
        this.queue = queue;
        this.problems = problems;
        this.all = settings.reads() == AuditSettings.Reads.ALL;
    }

    void mount(@Observes Filters filters) {
        filters.register(route -> admit(route, MOST_PAUSES), ORDER);
    }

    private void admit(RoutingContext route, int pauses) {
        if (!queue.isFull()) {
            route.next();
            return;
        }
        if (pauses == 0) {
            problems.send(
                    route,
                    UNAVAILABLE.because(
                            "The audit log cannot be written, and without it nothing is read; send this one again.",
                            "审计日志暂时无法写入，期间不提供读取；请稍后重新发送。"));
            return;
        }
        var context = Objects.requireNonNull(Vertx.currentContext());
        var unused =
                route.vertx().setTimer(PAUSE_MILLIS, late -> context.runOnContext(nothing -> admit(route, pauses - 1)));
    }

    @Override
    public void answered(Context context, String method, String template, int status) {
        var reads = PersonalReads.take(context);
        var caller = Caller.of(context);
        if (!all || status >= REFUSED || reads.isEmpty() || caller.isEmpty()) {
            return;
        }
        queue.add(caller.get().ofShop(), entry(caller.get(), method + " " + template, reads.get()));
    }

    private static JsonObject entry(Caller caller, String operation, PersonalReads reads) {
        return new JsonObject()
                .put("kind", caller.actor().split(" ", 2)[0])
                .put("actor", caller.principal())
                .put("request", caller.requestId())
                .put("by", operation)
                .put(
                        "ids",
                        new JsonArray(reads.first().stream().map(UUID::toString).toList()))
                .put("customers", reads.count());
    }
}
