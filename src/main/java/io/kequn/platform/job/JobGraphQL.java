package io.kequn.platform.job;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.Subscriptions;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Jobs in GraphQL.
@GraphQLApi
public class JobGraphQL {
    private final JobService jobs;

    JobGraphQL(JobService jobs) {
        this.jobs = jobs;
    }

    @Query
    @Description("The job with this id; null when there is none.")
    public Uni<@Nullable Job> job(@Id String id) {
        return jobs.find(NodeId.keyOf("Job", id)).map(found -> found.orElse(null));
    }

    @Query
    @Description("The jobs that the credential may see, the newest first.")
    public Uni<JobConnection> jobs(@Nullable Integer first, @Nullable String after) {
        return jobs.list(PageRequest.of(first, after, false, "/first")).map(JobConnection::of);
    }

    @Subscription
    @Description("A job as it goes on, until it has ended: a build of a segment, an import.")
    public Multi<Job> jobProgress(@Id String id) {
        return Subscriptions.of(jobs.follow(NodeId.keyOf("Job", id)));
    }

    @Mutation
    @Description("Stops a job; what it has done stays done.")
    public Uni<JobPayload> jobCancel(JobTarget input) {
        return Payload.of(() -> jobs.cancel(NodeId.keyOf("Job", input.id())), JobPayload::new);
    }

    public record JobTarget(@Id String id) {}

    public record JobPayload(@Nullable Job job, List<UserError> userErrors) {}

    public record JobEdge(String cursor, Job node) {}

    public record JobConnection(List<JobEdge> edges, PageInfo pageInfo) {
        static JobConnection of(Page<Job> page) {
            return Connections.of(page, JobEdge::new, JobConnection::new);
        }

        public List<Job> getNodes() {
            return Connections.nodes(edges, JobEdge::node);
        }
    }
}
