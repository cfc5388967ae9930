package io.kequn.platform.database;

import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import io.kequn.platform.problem.Violations;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Starts a transaction over when it lost a deadlock, waited too long for a lock, or what it had resolved has moved.
final class Retries {
    private static final Logger LOG = Logger.getLogger(Retries.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Set<String> TRANSIENT = Set.of("40P01", "40001", LOCK_NOT_AVAILABLE);
    /// What was resolved anew was resolved in no time; a lock is waited for, for seconds.
    private static final int NEW_STARTS = 12;

    private static final int ATTEMPTS = 3;

    /// Who holds all writers off waits briefly and steps back each time, so that it may have to come often.
    private static final int PATIENT_ATTEMPTS = 12;

    private Retries() {}

    static <T> Uni<T> of(Supplier<Uni<T>> transaction) {
        return of(transaction, ATTEMPTS);
    }

    /// For a definition, which waits for all who write facts of the shop.
    static <T> Uni<T> patiently(Supplier<Uni<T>> transaction) {
        return of(transaction, PATIENT_ATTEMPTS);
    }

    private static <T> Uni<T> of(Supplier<Uni<T>> transaction, int attempts) {
        return Uni.createFrom()
                .deferred(transaction::get)
                .onFailure(StartOver.class)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                .withJitter(0.5)
                .atMost(NEW_STARTS)
                .onFailure(Retries::isTransient)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                .withJitter(0.5)
                .atMost(attempts)
                .onFailure(Retries::isGivenUp)
                .invoke(failure -> LOG.warnf("Gave up: %s", failure.getCause() == null ? failure : failure.getCause()))
                .onFailure(Retries::isGivenUp)
                .transform(failure -> UNAVAILABLE.because(
                        "Others are changing the same customers or rules; send the request again.",
                        "其他请求正在修改相同的客户或规则，请稍后重试。"));
    }

    static boolean isLockTimeout(Throwable failure) {
        return Violations.state(failure).filter(LOCK_NOT_AVAILABLE::equals).isPresent();
    }

    /// The last failure, or what wraps it after the last attempt.
    private static boolean isGivenUp(Throwable failure) {
        return isTransient(failure) || (failure.getCause() != null && isTransient(failure.getCause()));
    }

    private static boolean isTransient(Throwable failure) {
        return failure instanceof StartOver
                || Violations.state(failure).filter(TRANSIENT::contains).isPresent();
    }
}
