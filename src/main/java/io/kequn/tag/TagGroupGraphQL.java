package io.kequn.tag;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Tag groups in GraphQL.
@GraphQLApi
public class TagGroupGraphQL {
    private final TagGroupService groups;
    private final TagReads reads;

    TagGroupGraphQL(TagGroupService groups, TagReads reads) {
        this.groups = groups;
        this.reads = reads;
    }

    @Query
    @Description("The tag group with this key; null when there is none.")
    public Uni<@Nullable TagGroup> tagGroup(@Id String key) {
        return reads.findGroup(NodeId.keyOf("TagGroup", key)).map(found -> found.orElse(null));
    }

    @Query
    @Description("Tag groups by key.")
    public Uni<TagGroupConnection> tagGroups(@Nullable Integer first, @Nullable String after) {
        return reads.groups(PageRequest.of(first, after, false, "/first")).map(TagGroupConnection::of);
    }

    @Mutation
    public Uni<TagGroupPayload> tagGroupCreate(NewTagGroup input) {
        return Payload.of(() -> groups.create(input), TagGroupPayload::new);
    }

    @Mutation
    @Description("Changes what is given.")
    public Uni<TagGroupPayload> tagGroupUpdate(TagGroupUpdate input) {
        return Payload.of(
                () -> groups.change(input.key(), input.patch(), ExpectedVersion.of(input.expectedVersion())),
                TagGroupPayload::new);
    }

    @Mutation
    public Uni<TagGroupDeletePayload> tagGroupDelete(TagGroupTarget input) {
        return Payload.of(
                () -> groups.delete(input.key(), ExpectedVersion.of(input.expectedVersion()))
                        .replaceWith(input.key()),
                TagGroupDeletePayload::new);
    }

    public record TagGroupTarget(String key, @Nullable Integer expectedVersion) {}

    /// A partial change; what is null stays.
    public record TagGroupUpdate(
            String key,
            @Nullable String name,
            @Nullable String description,
            @Nullable TagGroupKind kind,
            @Nullable Boolean exclusive,
            @Nullable Integer expectedVersion) {
        Patch<TagGroupSpec> patch() {
            Set<String> given = new LinkedHashSet<>();
            TagGraphQL.TagUpdate.note(given, "name", name);
            TagGraphQL.TagUpdate.note(given, "description", description);
            TagGraphQL.TagUpdate.note(given, "kind", kind);
            TagGraphQL.TagUpdate.note(given, "exclusive", exclusive);
            return new Patch<>(new TagGroupSpec(name, description, kind, exclusive), given);
        }
    }

    public record TagGroupPayload(@Nullable TagGroup tagGroup, List<UserError> userErrors) {}

    public record TagGroupDeletePayload(@Nullable String deletedKey, List<UserError> userErrors) {}

    public record TagGroupEdge(String cursor, TagGroup node) {}

    public record TagGroupConnection(List<TagGroupEdge> edges, PageInfo pageInfo) {
        static TagGroupConnection of(Page<TagGroup> page) {
            return Connections.of(page, TagGroupEdge::new, TagGroupConnection::new);
        }

        public List<TagGroup> getNodes() {
            return Connections.nodes(edges, TagGroupEdge::node);
        }
    }
}
