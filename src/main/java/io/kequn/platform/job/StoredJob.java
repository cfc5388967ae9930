package io.kequn.platform.job;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// A job with what was ordered and where it stands, for the feature whose job it is.
public record StoredJob(Job job, JsonObject parameters, JsonObject state) {
    static StoredJob of(JobRow row, Locale locale) {
        return new StoredJob(Job.of(row, locale), row.parameters(), row.state());
    }
}
