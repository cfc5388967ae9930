package io.kequn.customer;

import io.kequn.customer.CustomerReference.ById;
import io.kequn.customer.CustomerReference.ByIdentity;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Finds the one customer that a path names, for features that keep their own rows about customers. The id of a merged
/// customer means the survivor.
@Singleton
public class CustomerResolver {
    /// Joins `asked` with the customer `c` that it stands for, itself or the survivor. `coalesce` would read all
    /// customers: to row-level security it is a function that might tell of rows, so no index may be asked by it.
    static final String SURVIVOR = """
        join customer c on c.shop_id = $1 and c.state = 0
          and c.id = case when asked.merged_into is null then asked.id else asked.merged_into end\
        """;
    static final String BY_ID = "select c.id from customer asked " + SURVIVOR + """
         where asked.shop_id = $1 and asked.id = $2\
        """;
    private static final String BY_IDENTITY = """
        select c.id from customer_identity named
        join customer c on c.shop_id = $1 and c.id = named.customer_id and c.state = 0
        where named.shop_id = $1 and named.source = $2 and named.external_id = $3\
        """;

    private final ShopReads reads;
    private final CustomerDirectory directory;

    CustomerResolver(ShopReads reads, CustomerDirectory directory) {
        this.reads = reads;
        this.directory = directory;
    }

    /// The customer's id; refuses with `customer_not_found`.
    public Uni<UUID> resolve(Shop shop, String reference) {
        var id = switch (parse(reference)) {
            case ById(var known) -> reads.find(shop, row -> row.getUUID(0), BY_ID, shop.id(), known);
            case ByIdentity(var named) ->
                reads.find(shop, row -> row.getUUID(0), BY_IDENTITY, shop.id(), named.source(), named.externalId());
        };
        return id.map(found -> found.orElseThrow(() -> unknown(reference)));
    }

    /// Finds and locks the customer in a fact transaction; refuses with `customer_not_found`.
    public Uni<UUID> lock(FactSession session, String reference) {
        var named = parse(reference);
        return directory
                .lock(session, List.of(named), CustomerDirectory.Unknown.LEAVE_OUT, List.of())
                .map(found -> Optional.ofNullable(found.ids().get(named)).orElseThrow(() -> unknown(reference)));
    }

    /// The refusal that says the same of what never was, was deleted, or is another shop's.
    public static Refusal unknown(String reference) {
        return CustomerReads.unknown(reference);
    }

    private static CustomerReference parse(String reference) {
        return CustomerReference.parse(reference).orElseThrow(() -> unknown(reference));
    }
}
