package io.kequn.platform.graphql;

import io.kequn.platform.access.Caller;
import io.kequn.platform.limit.Quota;
import io.kequn.platform.limit.Quota.Answer;
import io.kequn.platform.limit.RateFields;
import io.kequn.platform.limit.RateLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What one request costs: the objects that it asks for, charged before it runs, and those that it gets, whose
/// difference is given back.
final class QueryMeter {
    private final Optional<Quota> quota;
    private final LongAdder got = new LongAdder();
    private volatile long requested;
    private volatile @Nullable Answer answer;

    private QueryMeter(Optional<Quota> quota) {
        this.quota = quota;
    }

    /// For the running request.
    static QueryMeter of(RateLimits limits) {
        return new QueryMeter(Caller.of(Vertx.currentContext()).flatMap(limits::of));
    }

    /// Charges what is asked for; refuses with `rate_limited` where it is more than is left.
    void charge(long objects) {
        requested = objects;
        if (quota.isEmpty() || objects == 0) {
            return;
        }
        var asked = quota.get().take(objects);
        answer = asked;
        if (!asked.granted()) {
            throw RateFields.refusal(asked);
        }
    }

    /// So many objects are in the answer; from any thread.
    void got(long objects) {
        got.add(objects);
    }

    /// Gives back what was charged and is not in the answer. Once.
    void settle() {
        var asked = answer;
        if (asked != null && asked.granted()) {
            quota.ifPresent(all -> all.giveBack(requested - got.sum()));
        }
    }

    /// What the answer says of it; empty where the document asks for no objects.
    Optional<Map<String, Object>> cost() {
        if (requested == 0) {
            return Optional.empty();
        }
        var cost = new LinkedHashMap<String, Object>();
        cost.put("requested", requested);
        cost.put("actual", got.sum());
        quota.ifPresent(all -> {
            cost.put("available", all.left());
            cost.put("restoreRate", all.restoreRate());
        });
        return Optional.of(cost);
    }

    /// What the header fields say after it.
    void tell(HttpServerResponse response) {
        var asked = answer;
        if (asked != null) {
            quota.ifPresent(all -> RateFields.set(response, all, asked));
        }
    }
}
