package io.kequn.level;

import io.kequn.level.CustomerLevels.LevelChange;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/customers/{customer}/levels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Level programs")
public class CustomerLevelsResource {
    private final CustomerLevels levels;
    private final LevelHistoryReads history;

    CustomerLevelsResource(CustomerLevels levels, LevelHistoryReads history) {
        this.levels = levels;
        this.history = history;
    }

    @GET
    @Operation(operationId = "listCustomerLevels", summary = "Tell where a customer stands in each level program")
    public Uni<Standings> ofCustomer(@RestPath String customer) {
        return levels.of(customer).map(Standings::new);
    }

    @GET
    @Path("/{program}")
    @Operation(operationId = "getCustomerLevel", summary = "Tell where a customer stands in a level program")
    public Uni<CustomerLevel> get(@RestPath String customer, @RestPath String program) {
        return levels.of(customer, program);
    }

    @GET
    @Path("/{program}/history")
    @Operation(operationId = "listCustomerLevelHistory", summary = "List what happened to a customer's level")
    public Uni<Page<LevelHistoryEntry>> history(
            @RestPath String customer, @RestPath String program, @BeanParam PageQuery page) {
        return history.of(customer, program, page.request());
    }

    @PUT
    @Path("/{program}")
    @Operation(
            operationId = "assignCustomerLevel",
            summary = "Give a level by hand; the rules do not touch it until its lock ends")
    public Uni<LevelChange> assign(@RestPath String customer, @RestPath String program, LevelAssignment assignment) {
        return levels.assign(customer, program, assignment);
    }

    @DELETE
    @Path("/{program}")
    @Operation(
            operationId = "releaseCustomerLevel",
            summary = "Take back a level that was given by hand; the rules decide again, at once")
    public Uni<LevelChange> release(@RestPath String customer, @RestPath String program) {
        return levels.release(customer, program);
    }

    /// At most as many as the shop has programs, so they are one page.
    public record Standings(List<CustomerLevel> items) {
        public Standings {
            items = List.copyOf(items);
        }
    }
}
