package io.kequn.platform.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a job stands. The first two are open, the other three final.
public enum JobStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    boolean open() {
        return this == QUEUED || this == RUNNING;
    }
}
