package io.kequn.tag;

import static io.kequn.platform.access.Scope.TAGS_WRITE;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.CustomerResolver;
import io.kequn.feed.Change.Operation;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.problem.Inputs;
import io.kequn.tag.AssignmentWrites.Written;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gives one customer tags and takes them away. Every command is a set operation: repeated, it changes nothing.
@Singleton
public class AssignmentService {
    private static final String KEYS = "select id, key from tag where shop_id = $1 and id = any($2) order by key";

    private final FactTransaction facts;
    private final CustomerResolver customers;

    AssignmentService(FactTransaction facts, CustomerResolver customers) {
        this.facts = facts;
        this.customers = customers;
    }

    /// Gives a tag. Where the customer has it already, it lasts until the later of both instants.
    public Uni<TagsChange> assign(String customer, String tag, AssignmentSpec spec) {
        var command = command("customers/" + customer + "/tags/" + tag, spec);
        var inputs = new Inputs();
        TagEdits.checkSource(inputs, spec.source());
        inputs.check();
        var edit = new TagsEdit(List.of(tag), List.of(), spec.expiresAt(), spec.source());
        return facts.write(
                command,
                session -> only(session, tag)
                        .chain(known -> edit(session, customer, edit, new TagEdits.Known(List.of(known), List.of()))));
    }

    /// Takes a tag away, if the customer has it.
    public Uni<TagsChange> remove(String customer, String tag) {
        var edit = new TagsEdit(List.of(), List.of(tag), null, null);
        var command = command("customers/" + customer + "/tags/" + tag + "/remove", edit);
        return facts.write(
                command,
                session -> only(session, tag)
                        .chain(known -> edit(session, customer, edit, new TagEdits.Known(List.of(), List.of(known)))));
    }

    /// Takes back what people have decided about a tag that a rule gives: the rule decides again, at once.
    public Uni<TagsChange> leaveToRule(String customer, String tag) {
        return facts.write(
                command("customers/" + customer + "/tags/" + tag + "/pin/delete", Map.of()),
                session -> only(session, tag)
                        .invoke(AssignmentService::refuseWithoutRule)
                        .chain(known -> customers
                                .lock(session, customer)
                                .call(id -> TagPins.release(session, id, known))
                                .chain(id -> answer(session, id, List.of()))));
    }

    private static void refuseWithoutRule(TagRef tag) {
        if (!tag.automatic()) {
            throw STATE_CONFLICT.because(
                    "No rule gives the tag `" + tag.key() + "`; only people decide about it.",
                    "标签 `" + tag.key() + "` 没有规则，只由人工决定。");
        }
    }

    /// Gives tags and takes tags away in one go.
    public Uni<TagsChange> edit(String customer, TagsEdit edit) {
        var command = command("customers/" + customer + "/tags", edit);
        TagEdits.check(edit);
        return facts.write(
                command, session -> TagEdits.find(session, edit).chain(known -> edit(session, customer, edit, known)));
    }

    private static Command<TagsChange> command(String route, Object input) {
        return new Command<>(Caller.with(TAGS_WRITE), route, input, TagsChange.class);
    }

    private static Uni<TagRef> only(FactSession session, String key) {
        return AssignmentWrites.find(session, List.of(key)).map(found -> {
            if (found.isEmpty()) {
                throw TagChecks.noTag(key);
            }
            return found.getFirst();
        });
    }

    private Uni<Answer<TagsChange>> edit(FactSession session, String reference, TagsEdit edit, TagEdits.Known known) {
        var terms = AssignmentTerms.of(edit.source(), edit.expiresAt());
        return customers
                .lock(session, reference)
                .chain(id -> write(session, id, known, terms).chain(written -> answer(session, id, written)));
    }

    private static Uni<List<Written>> write(
            FactSession session, UUID customer, TagEdits.Known known, AssignmentTerms terms) {
        var one = List.of(customer);
        return AssignmentWrites.takeAway(session, one, known.remove())
                .chain(removed -> AssignmentWrites.assign(session, one, known.add(), terms)
                        .map(given ->
                                Stream.concat(removed.stream(), given.stream()).toList()))
                .invoke(written -> AssignmentWrites.log(session, terms.source().reason(), written))
                .call(written -> AssignmentWrites.planExpiry(session, terms, written));
    }

    private static Uni<Answer<TagsChange>> answer(FactSession session, UUID customer, List<Written> written) {
        return names(session, written, Operation.ADDED)
                .chain(added -> names(session, written, Operation.REMOVED)
                        .chain(removed -> AssignmentReads.inside(session, customer)
                                .map(tags -> new TagsAnswer(
                                        session, new TagsChange(customer, added, removed, tags, List.of())))));
    }

    /// Rules may give and take tags in the evaluation.
    private record TagsAnswer(FactSession session, TagsChange written) implements Answer<TagsChange> {
        @Override
        public TagsChange with(List<MembershipChange> changes) {
            return new TagsChange(written.customerId(), written.added(), written.removed(), written.tags(), changes);
        }

        @Override
        public Uni<TagsChange> after(List<MembershipChange> changes) {
            boolean same = changes.stream().noneMatch(RuledTags::isOfTag);
            return same
                    ? Uni.createFrom().item(() -> with(changes))
                    : AssignmentReads.inside(session, written.customerId())
                            .map(tags -> new TagsChange(
                                    written.customerId(), written.added(), written.removed(), tags, changes));
        }
    }

    /// The keys of what was written; also of tags that no command has named.
    private static Uni<List<String>> names(FactSession session, List<Written> written, Operation operation) {
        Set<Integer> ids = written.stream()
                .filter(row -> row.operation() == operation)
                .map(Written::tag)
                .collect(Collectors.toSet());
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : session.query(KEYS, session.shop().id(), ids.toArray(Integer[]::new))
                        .map(rows -> {
                            var keys = new ArrayList<String>();
                            rows.forEach(row -> keys.add(row.getString("key")));
                            return keys;
                        });
    }
}
