package io.kequn.platform.problem;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/// Recognises what the database objects to, whether the PG client or Hibernate Reactive, which wraps it as JDBC would,
/// has asked it. A constraint stays the judge of a race that a check before the write cannot see.
///
/// ```java
/// .onFailure(Violations.of("shop_key_taken")).transform(failure -> KEY_TAKEN.because(…))
/// ```
public final class Violations {
    private Violations() {}

    /// Whether a failure breaks the constraint of this name.
    public static Predicate<Throwable> of(String constraint) {
        return failure -> breaks(failure, constraint);
    }

    /// The SQLSTATE behind a failure; empty where it did not come from the database.
    public static Optional<String> state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException sql) {
                return Optional.ofNullable(sql.getSqlState());
            }
            if (cause instanceof SQLException sql) {
                return Optional.ofNullable(sql.getSQLState());
            }
        }
        return Optional.empty();
    }

    private static boolean breaks(Throwable failure, String constraint) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException sql) {
                return constraint.equals(sql.getConstraint());
            }
            if (cause instanceof SQLException sql) {
                return String.valueOf(sql.getMessage()).contains("\"" + constraint + "\"");
            }
        }
        return false;
    }
}
