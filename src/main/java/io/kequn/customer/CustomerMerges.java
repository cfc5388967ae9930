package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.audit.AuditLog;
import io.kequn.audit.AuditNote;
import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.feed.Change;
import io.kequn.feed.Change.Kind;
import io.kequn.feed.Change.Operation;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.Facts;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.ExpectedVersion;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Merges two customers that are one person. The survivor gets the other's identities, orders, refunds, events
/// and tags, keeps its own attributes and takes the other's where it has none; of what both have said about a consent
/// counts what was said later. The other's id leads to the survivor from then on.
@Singleton
public class CustomerMerges {
    private static final int ACTIVE = 0;
    private static final int MERGED = 1;
    private static final String MOVE_IDENTITIES =
            "update customer_identity set customer_id = $3 where shop_id = $1 and customer_id = $2";
    private static final String MOVE_CONSENTS =
            "update customer_consent set customer_id = $3 where shop_id = $1 and customer_id = $2";

    /// Whoever was merged into `from` before is merged into the same survivor: nobody follows two steps.
    private static final String POINT_TO_SURVIVOR = """
        update customer set merged_into = $3 where shop_id = $1 and (id = $2 or merged_into = $2)\
        """;

    private final FactTransaction facts;
    private final CustomerDirectory directory;
    private final List<CustomerMoves> moves;

    CustomerMerges(FactTransaction facts, CustomerDirectory directory, @All List<CustomerMoves> moves) {
        this.facts = facts;
        this.directory = directory;
        this.moves = List.copyOf(moves);
    }

    /// The two, as the caller names them.
    private record Pair(String from, CustomerReference source, String into, CustomerReference target) {
        static Pair of(String reference, MergeSpec spec) {
            var other = spec.into() == null ? spec.from() : spec.into();
            if (other == null || (spec.into() != null && spec.from() != null)) {
                throw INPUT_INVALID.because("Name exactly one of `into` and `from`.", "`into` 与 `from` 须且只能指定一个。");
            }
            var from = spec.into() == null ? other : reference;
            var into = spec.into() == null ? reference : other;
            if (from.equals(into)) {
                throw same();
            }
            return new Pair(from, named(from), into, named(into));
        }

        private static CustomerReference named(String reference) {
            return CustomerReference.parse(reference).orElseThrow(() -> CustomerReads.unknown(reference));
        }
    }

    /// Merges; an id that was merged into the other before leaves nothing to do, and two names of one customer are
    /// refused. `expected` is about the customer that `reference` names.
    public Uni<CustomerChange> merge(String reference, MergeSpec spec, ExpectedVersion expected) {
        var caller = Caller.with(Scope.CUSTOMERS_WRITE);
        var pair = Pair.of(reference, spec);
        var command = new Command<>(caller, "customers/" + reference + "/merge", spec, CustomerChange.class);
        var checked = new Expectation(reference.equals(pair.from()), expected);
        return Boolean.TRUE.equals(spec.dryRun())
                ? facts.rehearse(command, session -> merge(session, pair, checked))
                : facts.write(command, "merge", session -> merge(session, pair, checked));
    }

    private record Expectation(boolean ofFrom, ExpectedVersion version) {
        void check(CustomerRow from, CustomerRow into) {
            version.check(ofFrom ? from.version() : into.version());
        }
    }

    private Uni<Answer<CustomerChange>> merge(FactSession session, Pair pair, Expectation expected) {
        return directory
                .lock(session, List.of(pair.source(), pair.target()), Unknown.LEAVE_OUT, List.of())
                .chain(found -> {
                    var from = known(found.ids().get(pair.source()), pair.from());
                    var into = known(found.ids().get(pair.target()), pair.into());
                    return from.equals(into) ? again(session, pair, into) : merge(session, from, into, expected);
                });
    }

    private static Uni<Answer<CustomerChange>> again(FactSession session, Pair pair, UUID customer) {
        if (isNameOf(pair.source(), customer) && isNameOf(pair.target(), customer)) {
            throw same();
        }
        return answer(session, customer);
    }

    /// Whether it is not the id of another one that has become this customer.
    private static boolean isNameOf(CustomerReference reference, UUID customer) {
        return !(reference instanceof CustomerReference.ById(UUID id)) || id.equals(customer);
    }

    private static Refusal same() {
        return STATE_CONFLICT.because(
                "A customer cannot be merged with itself: both names lead to one.", "客户不能与自身合并：两个名称指向同一客户。");
    }

    private static UUID known(@Nullable UUID id, String reference) {
        return Optional.ofNullable(id).orElseThrow(() -> CustomerReads.unknown(reference));
    }

    private Uni<Answer<CustomerChange>> merge(FactSession session, UUID from, UUID into, Expectation expected) {
        return CustomerErasures.refuseWaiting(session, List.of(from, into))
                .chain(() -> rows(session, from, into))
                .invoke(both -> mergeRows(
                        session,
                        row(both.getItem1(), from),
                        row(both.getItem1(), into),
                        both.getItem2().keySet(),
                        expected))
                .chain(() -> session.query(MOVE_IDENTITIES, session.shop().id(), from, into))
                .chain(() -> session.query(MOVE_CONSENTS, session.shop().id(), from, into))
                .chain(() -> moveAll(session, from, into))
                .chain(() -> session.query(POINT_TO_SURVIVOR, session.shop().id(), from, into))
                .invoke(() -> ChangeLog.append(session, changes(from, into)))
                .invoke(() -> AuditLog.add(session, AuditNote.merged(from, into)))
                .invoke(() -> session.changed(List.of(into), Facts.EVERYTHING))
                .chain(() -> answer(session, into));
    }

    private static Uni<Tuple2<List<CustomerRow>, Map<String, Attribute>>> rows(
            FactSession session, UUID from, UUID into) {
        return Uni.combine()
                .all()
                .unis(ProfileStore.load(session, List.of(from, into)), AttributeStore.byKey(session))
                .asTuple();
    }

    private static CustomerRow row(List<CustomerRow> rows, UUID id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    /// What the survivor does not take is not kept elsewhere: deleting the survivor deletes the person.
    private static void mergeRows(
            FactSession session, CustomerRow from, CustomerRow into, Set<String> own, Expectation expected) {
        expected.check(from, into);
        into.fillFrom(from, own, session.at());
        from.clear(session.at());
        ProfileStore.save(session, List.of(into), 1, ACTIVE);
        ProfileStore.save(session, List.of(from), 1, MERGED);
        ProfileStore.keepEarlier(session, List.of(from, into));
    }

    private static List<Change> changes(UUID from, UUID into) {
        return List.of(
                new Change(from, Kind.MERGED, null, Operation.REMOVED, null, new JsonObject().put("into", into)),
                new Change(into, Kind.MERGED, null, Operation.UPDATED, null, new JsonObject().put("from", from)));
    }

    private Uni<Void> moveAll(FactSession session, UUID from, UUID into) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var move : moves) {
            all = all.chain(() -> move.moveAll(session, from, into));
        }
        return all;
    }

    private static Uni<Answer<CustomerChange>> answer(FactSession session, UUID into) {
        return CustomerReads.inside(session, into)
                .map(customer -> changes -> new CustomerChange(customer, false, changes));
    }
}
