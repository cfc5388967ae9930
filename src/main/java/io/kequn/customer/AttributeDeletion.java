package io.kequn.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.job.Job;
import io.kequn.platform.job.JobStatus;
import org.jspecify.annotations.Nullable;

/// The end of an attribute: how many customers have lost its values so far, and the job that takes them.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AttributeDeletion(
        String deletedAttributeKey,
        int customersChanged,
        @Nullable Job job) {
    AttributeDeletion with(Job now) {
        return new AttributeDeletion(deletedAttributeKey, Math.toIntExact(now.done()), now);
    }

    /// Whether the attribute is not gone yet.
    boolean goesOn() {
        return job == null || job.status() != JobStatus.SUCCEEDED;
    }
}
