package io.kequn.platform.limit;

import static io.kequn.platform.problem.ErrorCode.RATE_LIMITED;

import io.kequn.platform.limit.Quota.Answer;
import io.kequn.platform.problem.Refusal;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/// What a response says of the caller's quota: the header fields of the IETF draft "RateLimit header fields for HTTP".
public final class RateFields {
    private RateFields() {}

    /// Tells how much there is, how much is left, and when all is there again; and where it was not enough, when to
    /// come again.
    public static void set(HttpServerResponse response, Quota quota, Answer answer) {
        response.putHeader("RateLimit-Policy", quota.policy());
        response.putHeader("RateLimit", "\"default\";r=" + answer.left() + ";t=" + seconds(answer.full()));
        if (!answer.granted()) {
            response.putHeader("Retry-After", String.valueOf(seconds(answer.until())));
        }
    }

    /// Rounded up: whoever comes then is not too early.
    private static long seconds(Duration time) {
        return time.plusMillis(999).toSeconds();
    }

    public static Refusal refusal(Answer answer) {
        long seconds = seconds(answer.until());
        return RATE_LIMITED.because(
                "The credential has used up what it may ask for; it is enough for this in " + seconds + " s.",
                "该凭证的请求配额已用完；" + seconds + " 秒后可再次发送此请求。");
    }
}
