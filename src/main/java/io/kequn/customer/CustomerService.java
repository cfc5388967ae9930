package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.customer.CustomerReference.ByIdentity;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.StartOver;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Creates and changes customers.
@Singleton
public class CustomerService {
    private final FactTransaction facts;
    private final ProfileWriter profiles;

    CustomerService(FactTransaction facts, ProfileWriter profiles) {
        this.facts = facts;
        this.profiles = profiles;
    }

    /// A new customer. Refuses with `identity_taken` where one of its identities is someone else's.
    public Uni<CustomerChange> create(Patch<CustomerFields> fields) {
        var command = command("customers", fields, null);
        var change = read(command, fields);
        return facts.write(command, session -> create(session, change));
    }

    /// Creates the customer with this identity, or changes what is given. Of two at once one creates.
    public Uni<CustomerChange> upsert(String reference, Patch<CustomerFields> fields, ExpectedVersion expected) {
        var command = command("customers/" + reference, fields, expected);
        var change = read(command, fields).expecting(expected);
        return facts.write(command, session -> upsert(session, identity(reference), change));
    }

    /// Changes what is given and nothing else.
    public Uni<CustomerChange> change(String reference, Patch<CustomerFields> fields, ExpectedVersion expected) {
        var command = command("customers/" + reference + "/change", fields, expected);
        var named = CustomerReference.parse(reference).orElseThrow(() -> CustomerReads.unknown(reference));
        if (fields.has("identities")) {
            throw INPUT_INVALID.at(
                    "/identities",
                    "Link and unlink identities one by one at `/v1/customers/{id}/identities/{source}:{externalId}`.",
                    "请通过 `/v1/customers/{id}/identities/{source}:{externalId}` 逐个关联或解除身份。");
        }
        var change = read(command, fields).expecting(expected);
        return facts.write(command, session -> change(session, reference, named, change));
    }

    /// Adds what the customer has said about consents, and changes nothing else.
    public Uni<CustomerChange> record(String reference, NewConsents consents) {
        var caller = Caller.with(Scope.CUSTOMERS_WRITE);
        var named = CustomerReference.parse(reference).orElseThrow(() -> CustomerReads.unknown(reference));
        var command = new Command<>(caller, "customers/" + reference + "/consents", consents, CustomerChange.class);
        var inputs = new Inputs();
        var change = ProfileReader.read(inputs, consents);
        inputs.check();
        return facts.write(command, session -> change(session, reference, named, change));
    }

    private static Command<CustomerChange> command(
            String route, Patch<CustomerFields> fields, @Nullable ExpectedVersion expected) {
        var caller = Caller.with(Scope.CUSTOMERS_WRITE);
        // A set of names has no order of its own, and the fingerprint must not depend on one.
        var input = new ArrayList<>();
        input.add(new TreeSet<>(fields.given()));
        input.add(fields.values());
        input.add(expected == null || expected.versions() == null ? List.of() : new TreeSet<>(expected.versions()));
        return new Command<>(caller, route, input, CustomerChange.class);
    }

    private static ProfileChange read(Command<?> command, Patch<CustomerFields> fields) {
        var inputs = new Inputs();
        var change = ProfileReader.read(inputs, command.shop(), fields);
        inputs.check();
        return change;
    }

    private static Identity identity(String reference) {
        return CustomerReference.parse(reference)
                .flatMap(named -> named instanceof ByIdentity(var identity) ? Optional.of(identity) : Optional.empty())
                .orElseThrow(() -> noIdentity(CustomerReference.lowerCase(reference)));
    }

    private static Refusal noIdentity(Text hint) {
        return INPUT_INVALID.at(
                "customer",
                "Name the customer by `{source}:{externalId}`: ids are given by the service. Change a known customer"
                        + " with PATCH." + hint.english(),
                "请使用 `{来源}:{外部编号}`：客户编号由系统生成。修改已有客户请使用 PATCH。" + hint.chinese());
    }

    private Uni<Answer<CustomerChange>> create(FactSession session, ProfileChange change) {
        var id = UuidCreator.getTimeOrderedEpochPlus1();
        return IdentityClaims.claim(session, change.identities(), id)
                .chain(() -> session.readInstant())
                .chain(() -> IdentityClaims.check(session, change.identities(), new CustomerReference.ById(id), id))
                .chain(() -> finish(session, id, change, true));
    }

    private Uni<Answer<CustomerChange>> upsert(FactSession session, Identity main, ProfileChange change) {
        var named = new ByIdentity(main);
        var identities = new TreeSet<>(change.identities());
        identities.add(main);
        return IdentityClaims.resolve(session, named).chain(found -> {
            if (found.isEmpty()) {
                change.expected().check(0);
            }
            var id = found.orElseGet(UuidCreator::getTimeOrderedEpochPlus1);
            return IdentityClaims.claim(session, identities, id)
                    .chain(claimed -> lockUnlessNew(session, id, found.isEmpty()))
                    .chain(() -> IdentityClaims.check(session, identities, named, id))
                    .chain(() -> finish(session, id, change, found.isEmpty()));
        });
    }

    private static Uni<Void> lockUnlessNew(FactSession session, UUID id, boolean isNew) {
        return isNew ? session.readInstant().replaceWithVoid() : lock(session, id);
    }

    /// Locks a customer that was resolved before; whoever merged or deleted it meanwhile makes us begin again.
    static Uni<Void> lock(FactSession session, UUID id) {
        return session.lock(List.of(id))
                .invoke(locked -> {
                    if (locked.isEmpty() || !locked.getFirst().active()) {
                        throw new StartOver("the customer is gone");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Answer<CustomerChange>> change(
            FactSession session, String reference, CustomerReference named, ProfileChange change) {
        return lockKnown(session, reference, named).chain(id -> finish(session, id, change, false));
    }

    /// Resolves and locks; refuses with `customer_not_found`.
    static Uni<UUID> lockKnown(FactSession session, String reference, CustomerReference named) {
        return IdentityClaims.resolve(session, named)
                .map(found -> found.orElseThrow(() -> CustomerReads.unknown(reference)))
                .call(id -> lock(session, id))
                .call(id -> confirm(session, named, id));
    }

    /// Reads again, after the lock, who is meant.
    private static Uni<Void> confirm(FactSession session, CustomerReference named, UUID id) {
        return named instanceof ByIdentity(var identity)
                ? IdentityClaims.check(session, List.of(identity), named, id)
                : Uni.createFrom().voidItem();
    }

    private Uni<Answer<CustomerChange>> finish(FactSession session, UUID id, ProfileChange change, boolean created) {
        return profiles.write(session, id, change, created)
                .chain(() -> CustomerReads.inside(session, id))
                .map(customer -> changes -> new CustomerChange(customer, created, changes));
    }
}
