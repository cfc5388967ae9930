package io.kequn.segment;

import io.kequn.benefit.BenefitSpec;
import io.kequn.platform.graphql.GivenFields;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// What GraphQL changes of segments.
@GraphQLApi
public class SegmentCommandGraphQL {
    private final SegmentService segments;
    private final PublicationService publications;
    private final StaticMembers listed;

    SegmentCommandGraphQL(SegmentService segments, PublicationService publications, StaticMembers listed) {
        this.segments = segments;
        this.publications = publications;
        this.listed = listed;
    }

    @Mutation
    public Uni<SegmentPayload> segmentCreate(NewSegment input) {
        return Payload.of(() -> segments.create(input), SegmentPayload::new);
    }

    @Mutation
    @Description("Changes what is given; null clears.")
    public Uni<SegmentPayload> segmentUpdate(SegmentUpdate input) {
        var changes = GivenFields.patch(input.spec(), "input");
        return Payload.of(
                () -> segments.change(input.key(), changes, ExpectedVersion.of(input.expectedVersion())),
                SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentPayload> segmentPublish(SegmentTarget input) {
        return Payload.of(() -> publications.publish(input.key(), expected(input)), SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentPayload> segmentArchive(SegmentTarget input) {
        return Payload.of(() -> publications.archive(input.key(), expected(input)), SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentPayload> segmentUnarchive(SegmentTarget input) {
        return Payload.of(() -> publications.unarchive(input.key(), expected(input)), SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentPayload> segmentDuplicate(SegmentCopy input) {
        return Payload.of(() -> segments.duplicate(input.from(), input.copy()), SegmentPayload::new);
    }

    @Mutation
    public Uni<SegmentDeletePayload> segmentDelete(SegmentTarget input) {
        return Payload.of(
                () -> publications.delete(input.key(), expected(input)).replaceWith(input.key()),
                SegmentDeletePayload::new);
    }

    @Mutation
    public Uni<SegmentMembersPayload> segmentMembersChange(SegmentMembersEdit input) {
        return Payload.of(() -> listed.change(input.segment(), input.edits()), SegmentMembersPayload::new);
    }

    private static ExpectedVersion expected(SegmentTarget input) {
        return ExpectedVersion.of(input.expectedVersion());
    }

    /// Which segment, and the version that the caller has seen.
    public record SegmentTarget(String key, @Nullable Integer expectedVersion) {}

    /// A partial change: what is absent stays, null clears.
    public record SegmentUpdate(
            String key,
            @Nullable String name,
            @Nullable String description,
            @Nullable String rule,
            @Nullable List<BenefitSpec> benefits,
            @Name("public") @Nullable Boolean isPublic,
            @Nullable String note,
            @Nullable Integer expectedVersion) {
        SegmentSpec spec() {
            return new SegmentSpec(name, description, null, rule, benefits, isPublic, note);
        }
    }

    public record SegmentCopy(
            String from, String key, @Nullable String name) {
        NewSegment copy() {
            return new NewSegment(key, name, null, null, null, null, null, null);
        }
    }

    /// Customers by global id, uuid or `{source}:{externalId}`.
    public record SegmentMembersEdit(
            String segment,
            @Nullable List<String> add,
            @Nullable List<String> remove) {
        MemberEdits edits() {
            return new MemberEdits(references(add), references(remove));
        }

        private static @Nullable List<String> references(@Nullable List<String> customers) {
            return customers == null
                    ? null
                    : customers.stream().map(id -> NodeId.keyOf("Customer", id)).toList();
        }
    }

    public record SegmentPayload(@Nullable Segment segment, List<UserError> userErrors) {}

    public record SegmentDeletePayload(@Nullable String deletedKey, List<UserError> userErrors) {}

    public record SegmentMembersPayload(@Nullable MembersChange change, List<UserError> userErrors) {}
}
