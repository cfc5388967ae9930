package io.kequn.platform.job;

import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;

/// What a kind of job does. A feature has one bean of it for each of its kinds; the runner calls `step` until it says
/// that it is done.
///
/// ```java
/// @Singleton
/// class Build implements JobHandler {
///     public String kind() { return "segment-build"; }
///     public Scope reads() { return Scope.SEGMENTS_READ; }
///     public Scope writes() { return Scope.SEGMENTS_PUBLISH; }
///
///     public Uni<Step> step(JobRun run) {
///         return run.facts("definition", session -> range(session, run.state().getString("after")));
///     }
///
///     private Uni<Step> range(FactSession session, @Nullable String after) {
///         … lock, write, session.changed(…) …
///         return last ? Step.last().did(n) : Step.more(new JsonObject().put("after", lastId)).did(n);
///     }
/// }
/// ```
public interface JobHandler {
    /// The kind as it stands in the table and in the API, lower case with dashes; never changes.
    String kind();

    /// What a caller needs to see such a job.
    Scope reads();

    /// What a caller needs to cancel such a job.
    Scope writes();

    /// Does one bounded piece of the work, in one transaction through `run.facts`, well under a second. A step that
    /// fails transiently is repeated later; a `Refusal` or any other failure ends the job as failed.
    Uni<Step> step(JobRun run);

    /// Called in the very transaction that ends the job, however it ends: tidies up, tells the definition that waits
    /// for it. Does not touch customers where the job did not succeed.
    default Uni<Void> ended(FactSession session, JobRun run, JobStatus outcome) {
        return Uni.createFrom().voidItem();
    }
}
