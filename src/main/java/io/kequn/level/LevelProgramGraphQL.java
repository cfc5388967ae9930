package io.kequn.level;

import io.kequn.level.LevelProgramSpec.DowngradeTerms;
import io.kequn.level.LevelProgramSpec.LevelSpec;
import io.kequn.level.LevelProgramSpec.RetentionTerms;
import io.kequn.level.LevelProgramSpec.UpgradeTerms;
import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.GivenFields;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Level programs in GraphQL.
@GraphQLApi
public class LevelProgramGraphQL {
    private final LevelProgramService programs;
    private final LevelProgramVersions versions;

    LevelProgramGraphQL(LevelProgramService programs, LevelProgramVersions versions) {
        this.programs = programs;
        this.versions = versions;
    }

    @Query
    @Description("The level program with this key; null when there is none.")
    public Uni<@Nullable LevelProgram> levelProgram(@Id String key) {
        return programs.find(NodeId.keyOf("LevelProgram", key)).map(found -> found.orElse(null));
    }

    @Query
    @Description("Level programs in order of their keys; archived ones only when asked for by status.")
    public Uni<LevelProgramConnection> levelPrograms(
            @Nullable Integer first, @Nullable String after, @Nullable SegmentStatus status) {
        return programs.list(status == null ? null : status.text(), PageRequest.of(first, after, false, "/first"))
                .map(LevelProgramConnection::of);
    }

    @Query
    @Description("The terms that a level program has had, the latest first.")
    public Uni<LevelProgramVersionConnection> levelProgramVersions(
            @Id String levelProgram, @Nullable Integer first, @Nullable String after) {
        return versions.list(NodeId.keyOf("LevelProgram", levelProgram), PageRequest.of(first, after, false, "/first"))
                .map(LevelProgramVersionConnection::of);
    }

    @Query
    @Description("One version of a level program's terms; null when there is none.")
    public Uni<@Nullable LevelProgramVersion> levelProgramVersion(@Id String levelProgram, int number) {
        return versions.find(NodeId.keyOf("LevelProgram", levelProgram), number).map(found -> found.orElse(null));
    }

    @Mutation
    @Description("Makes a level program as a draft, or changes what is given of one; null clears.")
    public Uni<LevelProgramPayload> levelProgramPut(LevelProgramEdit input) {
        var changes = GivenFields.patch(input.spec(), "input");
        return Payload.of(
                () -> programs.put(input.key(), changes, ExpectedVersion.of(input.expectedVersion()))
                        .map(LevelProgramService.Put::program),
                LevelProgramPayload::new);
    }

    @Mutation
    @Description("Changes what is given of a level program that is there; null clears.")
    public Uni<LevelProgramPayload> levelProgramUpdate(LevelProgramEdit input) {
        var changes = GivenFields.patch(input.spec(), "input");
        return Payload.of(
                () -> programs.change(input.key(), changes, ExpectedVersion.of(input.expectedVersion())),
                LevelProgramPayload::new);
    }

    @Mutation
    public Uni<LevelProgramPayload> levelProgramPublish(LevelProgramTarget input) {
        return Payload.of(() -> programs.publish(input.key(), input.expected()), LevelProgramPayload::new);
    }

    @Mutation
    public Uni<LevelProgramPayload> levelProgramVersionPublish(LevelProgramVersionTarget input) {
        return Payload.of(
                () -> programs.publish(
                        input.levelProgram(), input.number(), ExpectedVersion.of(input.expectedVersion())),
                LevelProgramPayload::new);
    }

    @Mutation
    public Uni<LevelProgramPayload> levelProgramArchive(LevelProgramTarget input) {
        return Payload.of(() -> programs.archive(input.key(), input.expected()), LevelProgramPayload::new);
    }

    @Mutation
    public Uni<LevelProgramPayload> levelProgramUnarchive(LevelProgramTarget input) {
        return Payload.of(() -> programs.unarchive(input.key(), input.expected()), LevelProgramPayload::new);
    }

    @Mutation
    public Uni<LevelProgramDeletePayload> levelProgramDelete(LevelProgramTarget input) {
        return Payload.of(
                () -> programs.delete(input.key(), input.expected()).replaceWith(input.key()),
                LevelProgramDeletePayload::new);
    }

    /// What is absent stays.
    public record LevelProgramEdit(
            String key,
            @Nullable String name,
            @Nullable String description,
            @Nullable List<LevelSpec> levels,
            @Nullable UpgradeTerms upgrade,
            @Nullable RetentionTerms retention,
            @Nullable DowngradeTerms downgrade,
            @Nullable List<String> warnings,
            @Nullable Boolean standard,
            @Nullable String note,
            @Nullable Integer expectedVersion) {
        LevelProgramSpec spec() {
            return new LevelProgramSpec(
                    name, description, levels, upgrade, retention, downgrade, warnings, standard, note);
        }
    }

    public record LevelProgramTarget(String key, @Nullable Integer expectedVersion) {
        ExpectedVersion expected() {
            return ExpectedVersion.of(expectedVersion);
        }
    }

    /// Which version of which program, and the program's version that the caller has seen.
    public record LevelProgramVersionTarget(
            String levelProgram, int number, @Nullable Integer expectedVersion) {}

    public record LevelProgramPayload(@Nullable LevelProgram levelProgram, List<UserError> userErrors) {}

    public record LevelProgramDeletePayload(@Nullable String deletedKey, List<UserError> userErrors) {}

    public record LevelProgramEdge(String cursor, LevelProgram node) {}

    public record LevelProgramConnection(List<LevelProgramEdge> edges, PageInfo pageInfo) {
        static LevelProgramConnection of(Page<LevelProgram> page) {
            return Connections.of(page, LevelProgramEdge::new, LevelProgramConnection::new);
        }

        public List<LevelProgram> getNodes() {
            return Connections.nodes(edges, LevelProgramEdge::node);
        }
    }

    public record LevelProgramVersionEdge(String cursor, LevelProgramVersion node) {}

    public record LevelProgramVersionConnection(List<LevelProgramVersionEdge> edges, PageInfo pageInfo) {
        static LevelProgramVersionConnection of(Page<LevelProgramVersion> page) {
            return Connections.of(page, LevelProgramVersionEdge::new, LevelProgramVersionConnection::new);
        }

        public List<LevelProgramVersion> getNodes() {
            return Connections.nodes(edges, LevelProgramVersionEdge::node);
        }
    }
}
