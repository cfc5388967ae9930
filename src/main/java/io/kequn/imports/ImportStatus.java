package io.kequn.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kequn.platform.job.StoredJob;
import java.util.Locale;
import org.eclipse.microprofile.graphql.Description;

/// Where an import stands.
@Description("Where an import stands. WAITING: its file has not come yet.")
public enum ImportStatus {
    WAITING,
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ImportStatus of(StoredJob stored) {
        return switch (stored.job().status()) {
            case QUEUED -> ImportPhase.of(stored.state()) == ImportPhase.WAITING ? WAITING : QUEUED;
            case RUNNING -> RUNNING;
            case SUCCEEDED -> SUCCEEDED;
            case FAILED -> FAILED;
            case CANCELLED -> CANCELLED;
        };
    }
}
