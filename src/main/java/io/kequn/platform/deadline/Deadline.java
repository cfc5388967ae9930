package io.kequn.platform.deadline;

import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import io.kequn.platform.problem.Refusal;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/// Until when the running request has to be answered. It travels in the request's own Vert.x context, so that whatever
/// works for the request finds it. May be moved from any thread.
public final class Deadline {
    private static final Object KEY = Deadline.class;

    private final Duration time;
    private volatile long end;
    private volatile boolean lifted;

    private Deadline(Duration time) {
        this.time = time;
        this.end = System.nanoTime() + time.toNanos();
    }

    /// Gives the request of this context so much time, from now on.
    public static Deadline begin(Context context, Duration time) {
        var deadline = new Deadline(time);
        context.putLocal(KEY, deadline);
        return deadline;
    }

    /// That of the running request; empty outside of requests, and for what is streamed.
    public static Optional<Deadline> current() {
        Context context = Vertx.currentContext();
        if (context == null || !VertxContext.isDuplicatedContext(context)) {
            return Optional.empty();
        }
        Deadline deadline = context.getLocal(KEY);
        return Optional.ofNullable(deadline).filter(found -> !found.lifted);
    }

    /// The running request has at least so much time from now on.
    public static void extend(Duration time) {
        current().ifPresent(deadline -> deadline.end = later(deadline.end, System.nanoTime() + time.toNanos()));
    }

    /// The request is answered by a stream, which goes on for as long as there is something to tell.
    public void lift() {
        lifted = true;
    }

    /// Gives the request all of its time again, now that its body is there: how fast that comes is the caller's affair.
    public void restart() {
        end = later(end, System.nanoTime() + time.toNanos());
    }

    public boolean isLifted() {
        return lifted;
    }

    /// What is left; not positive once it has passed.
    public Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    /// What answers a request whose time is over.
    public static Refusal passed() {
        return UNAVAILABLE.because(
                "It takes longer than it may at present; send the request again.", "目前未能及时完成，请稍后重新发送该请求。");
    }
}
