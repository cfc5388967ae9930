package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.job.Job;
import org.jspecify.annotations.Nullable;

/// The end of a tag: how many customers lose it, and the job that takes it from them; null if nobody had it.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TagDeletion(
        String key, long customers, @Nullable Job job) {
    TagDeletion with(Job now) {
        return new TagDeletion(key, customers, now);
    }

    /// Whether customers lose the tag yet.
    boolean goesOn() {
        return job != null && job.finishedAt() == null;
    }
}
