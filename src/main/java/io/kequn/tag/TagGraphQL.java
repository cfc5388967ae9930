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
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Definitions of tags in GraphQL.
@GraphQLApi
public class TagGraphQL {
    private final TagService tags;
    private final TagReads reads;
    private final TagDeletions deletions;

    TagGraphQL(TagService tags, TagReads reads, TagDeletions deletions) {
        this.tags = tags;
        this.reads = reads;
        this.deletions = deletions;
    }

    @Query
    @Description("The tag with this key; null when there is none.")
    public Uni<@Nullable Tag> tag(@Id String key) {
        return reads.find(NodeId.keyOf("Tag", key)).map(found -> found.orElse(null));
    }

    @Query
    @Description("Tags by key, of one group if it is given.")
    public Uni<TagConnection> tags(@Nullable Integer first, @Nullable String after, @Nullable String group) {
        return reads.list(group, false, PageRequest.of(first, after, false, "/first"))
                .map(TagConnection::of);
    }

    @Description("How many customers have the tag.")
    public Uni<List<Long>> customerCount(@Source List<Tag> page) {
        return reads.customerCounts(page.stream().map(Tag::key).toList());
    }

    @Mutation
    public Uni<TagPayload> tagCreate(NewTag input) {
        return Payload.of(() -> tags.create(input), TagPayload::new);
    }

    @Mutation
    @Description("Changes what is given and what `clear` names.")
    public Uni<TagPayload> tagUpdate(TagUpdate input) {
        return Payload.of(
                () -> tags.change(input.key(), input.patch(), ExpectedVersion.of(input.expectedVersion())),
                TagPayload::new);
    }

    @Mutation
    @Description("Deletes a tag; `force` takes it from its customers.")
    public Uni<TagDeletePayload> tagDelete(TagTarget input) {
        return Payload.of(
                () -> deletions.delete(
                        input.key(), Boolean.TRUE.equals(input.force()), ExpectedVersion.of(input.expectedVersion())),
                TagDeletePayload::new);
    }

    public record TagTarget(
            String key, @Nullable Boolean force, @Nullable Integer expectedVersion) {}

    /// What of a tag may be cleared.
    public enum TagField {
        DESCRIPTION("description"),
        COLOR("color"),
        GROUP("groupKey");

        private final String field;

        TagField(String field) {
            this.field = field;
        }
    }

    /// A partial change; what is null stays, what `clear` names goes.
    public record TagUpdate(
            String key,
            @Nullable String name,
            @Nullable String description,
            @Nullable String color,
            @Nullable String groupKey,
            @Name("public") @Nullable Boolean isPublic,
            @Nullable List<TagField> clear,
            @Nullable Integer expectedVersion) {
        Patch<TagSpec> patch() {
            Set<String> given = new LinkedHashSet<>();
            note(given, "name", name);
            note(given, "description", description);
            note(given, "color", color);
            note(given, "groupKey", groupKey);
            note(given, "public", isPublic);
            (clear == null ? List.<TagField>of() : clear).forEach(field -> given.add(field.field));
            return new Patch<>(new TagSpec(name, description, color, groupKey, isPublic), given);
        }

        static void note(Set<String> given, String field, @Nullable Object value) {
            if (value != null) {
                given.add(field);
            }
        }
    }

    public record TagPayload(@Nullable Tag tag, List<UserError> userErrors) {}

    public record TagDeletePayload(@Nullable TagDeletion deletion, List<UserError> userErrors) {}

    public record TagEdge(String cursor, Tag node) {}

    public record TagConnection(List<TagEdge> edges, PageInfo pageInfo) {
        static TagConnection of(Page<Tag> page) {
            return Connections.of(page, TagEdge::new, TagConnection::new);
        }

        public List<Tag> getNodes() {
            return Connections.nodes(edges, TagEdge::node);
        }
    }
}
