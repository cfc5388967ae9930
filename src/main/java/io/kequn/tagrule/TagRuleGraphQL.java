package io.kequn.tagrule;

import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.tag.Tag;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Rules that give tags, in GraphQL. Adds `rule` to `Tag`.
@GraphQLApi
public class TagRuleGraphQL {
    private final TagRuleService rules;

    TagRuleGraphQL(TagRuleService rules) {
        this.rules = rules;
    }

    @Description("The rule that gives the tag; null if only people do.")
    public Uni<List<@Nullable TagRule>> rule(@Source List<Tag> page) {
        return rules.ofTags(page.stream().map(Tag::key).toList());
    }

    @Mutation
    @Description("Lets a rule give a tag from now on; what people decide about a customer wins over it.")
    public Uni<TagRulePayload> tagRuleSet(TagRuleEdit input) {
        return Payload.of(
                () -> rules.put(input.tag(), input.spec(), ExpectedVersion.of(input.expectedVersion()))
                        .map(TagRuleService.Put::rule),
                TagRulePayload::new);
    }

    @Mutation
    @Description("Ends the rule of a tag; a job takes the tag from those who have it from the rule alone.")
    public Uni<TagRuleEndPayload> tagRuleRemove(TagRuleTarget input) {
        return Payload.of(
                () -> rules.end(input.tag(), ExpectedVersion.of(input.expectedVersion())), TagRuleEndPayload::new);
    }

    public record TagRuleEdit(
            String tag,
            String rule,
            @Nullable Integer priority,
            @Nullable String note,
            @Nullable Integer expectedVersion) {
        TagRuleSpec spec() {
            return new TagRuleSpec(rule, priority, note);
        }
    }

    public record TagRuleTarget(String tag, @Nullable Integer expectedVersion) {}

    public record TagRulePayload(@Nullable TagRule rule, List<UserError> userErrors) {}

    public record TagRuleEndPayload(@Nullable TagRuleEnd end, List<UserError> userErrors) {}
}
