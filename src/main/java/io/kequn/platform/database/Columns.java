package io.kequn.platform.database;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row by the names of its columns, whichever client has read it: so a record is read in one way, after a transaction
/// and inside it. What may be null has a word of its own.
@FunctionalInterface
public interface Columns {
    @Nullable
    Object get(String name);

    static Columns of(Row row) {
        return row::getValue;
    }

    static Columns of(Tuple tuple) {
        return tuple::get;
    }

    default @Nullable String textOrNull(String name) {
        return (String) get(name);
    }

    default String text(String name) {
        return Objects.requireNonNull(textOrNull(name));
    }

    default @Nullable Long numberOrNull(String name) {
        return get(name) instanceof Number number ? number.longValue() : null;
    }

    default long number(String name) {
        return Objects.requireNonNull(numberOrNull(name));
    }

    default int count(String name) {
        return Math.toIntExact(number(name));
    }

    default boolean flag(String name) {
        return Boolean.TRUE.equals(get(name));
    }

    default @Nullable Instant instantOrNull(String name) {
        return switch (get(name)) {
            case null -> null;
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            case Object other -> throw new IllegalArgumentException(name + " is no instant but " + other);
        };
    }

    default Instant instant(String name) {
        return Objects.requireNonNull(instantOrNull(name));
    }
}
