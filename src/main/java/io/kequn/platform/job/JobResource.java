package io.kequn.platform.job;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs", description = "Work in the background that commands have started.")
public class JobResource {
    private final JobService jobs;

    JobResource(JobService jobs) {
        this.jobs = jobs;
    }

    @GET
    @Operation(operationId = "listJobs", summary = "List the jobs that the credential may see, the newest first")
    public Uni<Page<Job>> list(@BeanParam PageQuery page) {
        return jobs.list(page.request());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getJob", summary = "Read a job and its progress")
    public Uni<Job> get(@RestPath String id) {
        return jobs.get(id);
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(operationId = "cancelJob", summary = "Stop a job; what it has done stays done")
    public Uni<Job> cancel(@RestPath String id) {
        return jobs.cancel(id);
    }
}
