package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.IDENTITY_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.customer.CustomerReference.ByIdentity;
import io.kequn.feed.Change;
import io.kequn.feed.Change.Operation;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Links the names by which other systems know a customer, and unlinks them. A freed name can be used again.
@Singleton
public class IdentityService {
    private static final String REMOVE = """
        delete from customer_identity where shop_id = $1 and source = $2 and external_id = $3 and customer_id = $4\
        """;
    private static final String TOUCH =
            "update customer set version = version + 1, updated_at = $3 where shop_id = $1 and id = $2";

    private final FactTransaction facts;
    private final CustomerReads reads;

    IdentityService(FactTransaction facts, CustomerReads reads) {
        this.facts = facts;
        this.reads = reads;
    }

    /// Refuses with `identity_not_found` where the identity is nobody's or someone else's.
    public Uni<Identity> get(String reference, String identity) {
        var wanted = identity(identity);
        return reads.get(reference)
                .map(customer -> customer.identities().stream()
                        .filter(wanted::equals)
                        .findFirst()
                        .orElseThrow(() -> notFound(wanted)));
    }

    /// Links; what is linked to this customer already stays so. Refuses with `identity_taken`.
    public Uni<CustomerChange> link(String reference, String identity) {
        var wanted = identity(identity);
        return write(reference, "link/" + identity, (session, named) -> link(session, reference, named, wanted));
    }

    /// Unlinks. Refuses with `identity_not_found` where it is not this customer's.
    public Uni<CustomerChange> unlink(String reference, String identity) {
        var wanted = identity(identity);
        return write(reference, "unlink/" + identity, (session, named) -> unlink(session, reference, named, wanted));
    }

    @FunctionalInterface
    private interface Work {
        Uni<UUID> run(FactSession session, CustomerReference named);
    }

    private Uni<CustomerChange> write(String reference, String route, Work work) {
        var caller = Caller.with(Scope.CUSTOMERS_WRITE);
        var named = CustomerReference.parse(reference).orElseThrow(() -> CustomerReads.unknown(reference));
        var command = new Command<>(caller, "customers/" + reference + "/" + route, null, CustomerChange.class);
        return facts.write(command, session -> work.run(session, named).chain(id -> answer(session, id)));
    }

    private static Uni<Answer<CustomerChange>> answer(FactSession session, UUID id) {
        return CustomerReads.inside(session, id)
                .map(customer -> changes -> new CustomerChange(customer, false, changes));
    }

    private static Uni<UUID> link(FactSession session, String reference, CustomerReference named, Identity wanted) {
        return IdentityClaims.resolve(session, named)
                .map(found -> found.orElseThrow(() -> CustomerReads.unknown(reference)))
                .call(id -> IdentityClaims.claim(session, List.of(wanted), id)
                        .call(() -> CustomerService.lock(session, id))
                        .call(() -> confirm(session, named, id))
                        .call(() -> IdentityClaims.check(session, List.of(wanted), new CustomerReference.ById(id), id))
                        .chain(claimed -> claimed == 0 ? Uni.createFrom().voidItem() : touch(session, id)));
    }

    private static Uni<Void> confirm(FactSession session, CustomerReference named, UUID id) {
        return named instanceof ByIdentity(var identity)
                ? IdentityClaims.check(session, List.of(identity), named, id)
                : Uni.createFrom().voidItem();
    }

    private static Uni<UUID> unlink(FactSession session, String reference, CustomerReference named, Identity wanted) {
        return CustomerService.lockKnown(session, reference, named)
                .call(id -> session.query(REMOVE, session.shop().id(), wanted.source(), wanted.externalId(), id)
                        .invoke(rows -> {
                            if (rows.rowCount() == 0) {
                                throw notFound(wanted);
                            }
                        })
                        .chain(() -> touch(session, id)));
    }

    private static Uni<Void> touch(FactSession session, UUID id) {
        var detail = new JsonObject().put("changed", new JsonArray().add("identities"));
        return session.query(TOUCH, session.shop().id(), id, session.now())
                .invoke(() -> ChangeLog.append(session, List.of(Change.profile(id, Operation.UPDATED, detail))))
                .replaceWithVoid();
    }

    private static Identity identity(String text) {
        return CustomerReference.parse(text)
                .flatMap(named -> named instanceof ByIdentity(var identity) ? Optional.of(identity) : Optional.empty())
                .orElseThrow(() -> INPUT_INVALID.at(
                        "identity", "Name the identity as `{source}:{externalId}`.", "请以 `{来源}:{外部编号}` 指定身份。"));
    }

    private static Refusal notFound(Identity identity) {
        return IDENTITY_NOT_FOUND.because(
                "The customer has no identity `" + identity + "`.", "该客户没有身份 `" + identity + "`。");
    }
}
