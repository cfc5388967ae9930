package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;
import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerDirectory.Found;
import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.customer.CustomerReference;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.problem.Inputs;
import io.kequn.segment.MemberLists.ListedSegment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lists of static segments, as people edit them.
@Singleton
public class StaticMembers {
    private static final int MOST = 1_000;
    static final String LOCK_SEGMENT =
            "select id, kind, archived_at from segment where shop_id = $1 and key = $2 for key share";

    private final FactTransaction facts;
    private final CustomerDirectory directory;
    private final MemberLists lists;

    StaticMembers(FactTransaction facts, CustomerDirectory directory, MemberLists lists) {
        this.facts = facts;
        this.directory = directory;
        this.lists = lists;
    }

    /// Adds customers to and removes them from a static segment, both idempotent, in one transaction.
    public Uni<MembersChange> change(String key, MemberEdits request) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        var add = references(inputs, "/add", request.add());
        var remove = references(inputs, "/remove", request.remove());
        inputs.require(
                add.size() + remove.size() <= MOST,
                "/add",
                "Send at most 1,000 customers at once; import more.",
                "一次最多 1,000 个客户。");
        inputs.check();
        var command = new Command<>(caller, "segments/" + key + "/members", request, MembersChange.class);
        return facts.write(command, "manual", session -> change(session, key, add, remove));
    }

    private Uni<Answer<MembersChange>> change(
            FactSession session, String key, List<CustomerReference> add, List<CustomerReference> remove) {
        return session.query(LOCK_SEGMENT, session.shop().id(), key)
                .map(rows -> listed(rows.size() == 0 ? null : rows.iterator().next(), key))
                .chain(segment -> directory
                        .lock(
                                session,
                                Stream.concat(add.stream(), remove.stream()).toList(),
                                Unknown.LEAVE_OUT,
                                List.of())
                        .invoke(found -> requireAll(found, add, "/add"))
                        .invoke(found -> requireAll(found, remove, "/remove"))
                        .invoke(found -> refuseBoth(found, add, remove))
                        .chain(found -> apply(session, segment, ids(found, add), ids(found, remove))));
    }

    private Uni<Answer<MembersChange>> apply(
            FactSession session, ListedSegment segment, List<UUID> add, List<UUID> remove) {
        return lists.remove(session, segment, remove)
                .chain(left -> lists.add(session, segment, add).map(entered -> own -> {
                    var changes = new ArrayList<MembershipChange>();
                    left.forEach(id -> changes.add(new MembershipChange(id, "segment", segment.key(), "left")));
                    entered.forEach(id -> changes.add(new MembershipChange(id, "segment", segment.key(), "entered")));
                    changes.addAll(own);
                    return new MembersChange(changes);
                }));
    }

    private static ListedSegment listed(@Nullable Row segment, String key) {
        if (segment == null) {
            throw Kind.SEGMENT.missing(key);
        }
        if (SegmentKind.of(segment.getString("kind")) != SegmentKind.STATIC) {
            throw STATE_CONFLICT.because(
                    "The members of `" + key + "` follow from its rule; only static segments have a list.",
                    "客群 `" + key + "` 的成员由规则决定，只有静态客群可以直接编辑成员。");
        }
        if (segment.getOffsetDateTime("archived_at") != null) {
            throw STATE_CONFLICT.because("The segment is archived; unarchive it first.", "客群已归档，请先取消归档。");
        }
        return new ListedSegment(segment.getInteger("id"), key);
    }

    private static List<CustomerReference> references(
            Inputs inputs, String pointer, @Nullable List<String> references) {
        var parsed = new ArrayList<CustomerReference>();
        var texts = references == null ? List.<String>of() : references;
        for (int i = 0; i < Math.min(texts.size(), MOST + 1); i++) {
            var reference = CustomerReference.parse(texts.get(i));
            inputs.require(
                    reference.isPresent(),
                    pointer + "/" + i,
                    "Must be a customer's id or `{source}:{externalId}`.",
                    "须为客户 ID 或 `{source}:{externalId}`。");
            reference.ifPresent(parsed::add);
        }
        return parsed;
    }

    private static void requireAll(Found found, List<CustomerReference> references, String pointer) {
        for (int i = 0; i < references.size(); i++) {
            if (!found.ids().containsKey(references.get(i))) {
                throw REFERENCE_UNKNOWN.at(pointer + "/" + i, "There is no such customer.", "客户不存在。");
            }
        }
    }

    /// Two names may be of one customer.
    private static void refuseBoth(Found found, List<CustomerReference> add, List<CustomerReference> remove) {
        var added = ids(found, add);
        var inputs = new Inputs();
        for (int i = 0; i < remove.size(); i++) {
            if (added.contains(found.ids().get(remove.get(i)))) {
                inputs.refuse(
                        "/remove/" + i,
                        INPUT_INVALID,
                        "Is in `add` as well; name the customer in one of the two.",
                        "该客户同时出现在 `add` 中，请只保留其一。");
            }
        }
        inputs.check();
    }

    private static List<UUID> ids(Found found, Collection<CustomerReference> references) {
        return references.stream().map(found.ids()::get).distinct().toList();
    }
}
