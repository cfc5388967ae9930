package io.kequn.token;

import static io.kequn.audit.AuditOperation.CREATED;
import static io.kequn.audit.AuditOperation.DELETED;
import static io.kequn.platform.access.Scope.CUSTOMER_TOKENS_WRITE;

import io.kequn.audit.AuditLog;
import io.kequn.audit.AuditNote;
import io.kequn.customer.CustomerResolver;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Text;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/// Makes tokens of customers and ends them.
@Singleton
public class CustomerTokenService {
    private static final String TOKEN = "customerToken";
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LEAST = Duration.ofMinutes(1);
    static final Duration MOST = Duration.ofHours(24);
    private static final Text TTL = new Text("Must be a duration such as `PT30M`.", "须为时长，例如 `PT30M`。");

    private final DefinitionTransaction definitions;
    private final FactTransaction facts;
    private final CustomerResolver customers;
    private final TokenStore store;
    private final TokenSigner signer;

    CustomerTokenService(
            DefinitionTransaction definitions,
            FactTransaction facts,
            CustomerResolver customers,
            TokenStore store,
            TokenSigner signer) {
        this.definitions = definitions;
        this.facts = facts;
        this.customers = customers;
        this.store = store;
        this.signer = signer;
    }

    /// Makes a token with which the customer's own device reads `/v1/me`. Refuses with `customer_not_found`.
    public Uni<AccessToken> create(String customer, NewAccessToken request) {
        var caller = Caller.with(CUSTOMER_TOKENS_WRITE);
        var ttl = ttl(request);
        return customers.resolve(caller.ofShop(), customer).chain(id -> create(caller, id, request, ttl));
    }

    /// Makes all tokens void that the customer has, from the next request on. Refuses with `customer_not_found`.
    public Uni<AccessTokensEnd> end(String customer) {
        var caller = Caller.with(CUSTOMER_TOKENS_WRITE);
        var route = "customers/" + customer + "/access-tokens/end";
        var command = new Command<>(caller, route, null, AccessTokensEnd.class);
        return facts.write(
                command,
                session -> customers
                        .lock(session, customer)
                        .chain(id -> TokenStore.end(session, id)
                                .invoke(() -> AuditLog.add(session, AuditNote.of(DELETED, TOKEN, id))))
                        .map(ended -> changes -> ended));
    }

    private Uni<AccessToken> create(Caller caller, UUID customer, NewAccessToken request, Duration ttl) {
        var route = "customers/" + customer + "/access-tokens";
        var command = new Command<>(caller, route, request, AccessToken.class);
        return definitions.write(
                command,
                () -> sign(caller.ofShop(), customer, ttl)
                        .call(token -> AuditLog.add(caller.ofShop(), AuditNote.of(CREATED, TOKEN, customer))));
    }

    private Uni<AccessToken> sign(Shop shop, UUID customer, Duration ttl) {
        return store.standing(shop, customer)
                .map(found -> found.orElseThrow(() -> CustomerResolver.unknown(customer.toString())))
                .chain(standing -> signer.sign(shop, customer, standing, ttl));
    }

    private static Duration ttl(NewAccessToken request) {
        if (request.ttl() == null) {
            return USUAL;
        }
        var inputs = new Inputs();
        var ttl = inputs.parsed("/ttl", request.ttl(), Duration::parse, USUAL, TTL);
        inputs.require(
                ttl.compareTo(LEAST) >= 0 && ttl.compareTo(MOST) <= 0,
                "/ttl",
                "Must be from `PT1M` to `PT24H`.",
                "须在 `PT1M` 至 `PT24H` 之间。");
        inputs.check();
        return ttl;
    }
}
