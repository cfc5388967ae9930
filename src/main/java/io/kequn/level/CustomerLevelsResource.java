package io.kequn.level;

import io.kequn.level.CustomerLevels.LevelChange;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/customers/{customer}/levels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Level programs")
public class CustomerLevelsResource {
    private static final String INCLUDE =
            "`progress` adds what is missing for the next level and to keep this one, which takes an evaluation.";

    private final CustomerLevels levels;
    private final LevelQuestions questions;
    private final LevelExplanations explanations;
    private final LevelHistoryReads history;

    CustomerLevelsResource(
            CustomerLevels levels,
            LevelQuestions questions,
            LevelExplanations explanations,
            LevelHistoryReads history) {
        this.levels = levels;
        this.questions = questions;
        this.explanations = explanations;
        this.history = history;
    }

    @GET
    @Operation(
            operationId = "listCustomerLevels",
            summary = "Tell where a customer stands in each level program, stood, or will stand")
    public Uni<Standings> ofCustomer(
            @RestPath String customer,
            @Parameter(description = INCLUDE) @RestQuery @Nullable String include,
            @Parameter(description = LevelQuestion.AS_OF) @RestQuery @Nullable String asOf,
            @Parameter(description = LevelQuestion.AT) @RestQuery @Nullable String at) {
        return questions.of(customer, LevelQuestion.read(include, asOf, at)).map(Standings::new);
    }

    @GET
    @Path("/{program}")
    @Operation(
            operationId = "getCustomerLevel",
            summary = "Tell where a customer stands in a level program, stood, or will stand")
    public Uni<CustomerLevel> get(
            @RestPath String customer,
            @RestPath String program,
            @Parameter(description = INCLUDE) @RestQuery @Nullable String include,
            @Parameter(description = LevelQuestion.AS_OF) @RestQuery @Nullable String asOf,
            @Parameter(description = LevelQuestion.AT) @RestQuery @Nullable String at) {
        return questions.of(customer, program, LevelQuestion.read(include, asOf, at));
    }

    @GET
    @Path("/{program}/explanation")
    @Operation(
            operationId = "explainLevel",
            summary = "Tell why a customer qualifies for a level and for none above it, and what would change that")
    public Uni<LevelExplanation> explanation(
            @RestPath String customer,
            @RestPath String program,
            @Parameter(description = "Explain the draft that waits, as of now, instead of the published terms.")
                    @RestQuery
                    @DefaultValue("false")
                    boolean draft) {
        return explanations.of(program, customer, draft);
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
