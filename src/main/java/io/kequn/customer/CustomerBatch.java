package io.kequn.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kequn.customer.CustomerWriter.Item;
import io.kequn.customer.CustomerWriter.Result;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.problem.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The items of one call of `CustomerWriter` on their way: checked before anything is created, so that a
/// refused item makes no customer, then applied one after the other.
final class CustomerBatch {
    private final FactSession session;
    private final List<Item> items;
    private final List<@Nullable ObjectNode> customs = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private final Collection<Identity> identities = new TreeSet<>();

    CustomerBatch(FactSession session, List<Item> items, Map<String, Attribute> attributes) {
        this.session = session;
        this.items = items;
        items.forEach(item -> check(item, attributes));
    }

    private void check(Item item, Map<String, Attribute> attributes) {
        var refusal = item.refusal();
        try {
            customs.add(
                    item.change() == null
                            ? null
                            : ProfileChecks.check(
                                    item.change(),
                                    attributes,
                                    session.begunAt(),
                                    session.shop().zone()));
        } catch (Refusal refused) {
            refusal = refused;
            customs.add(null);
        }
        if (refusal == null) {
            identities.add(item.identity());
        }
        results.add(new Result(null, false, false, refusal));
    }

    /// Those of the items that are sound so far, each once.
    Collection<Identity> identities() {
        return identities;
    }

    /// Applies the items to the rows and answers the rows.
    List<CustomerRow> apply(List<CustomerRow> rows, CustomerWriter.Customers customers) {
        var byId = new HashMap<UUID, CustomerRow>();
        rows.forEach(row -> byId.put(row.id(), row));
        var seen = new HashSet<UUID>();
        for (int i = 0; i < items.size(); i++) {
            var change = items.get(i).change();
            var custom = customs.get(i);
            if (change != null && custom != null) {
                var id = customers.byIdentity().get(items.get(i).identity());
                var row = id == null ? null : byId.get(id);
                results.set(i, row == null ? gone(items.get(i)) : apply(row, change, custom, seen.add(row.id())));
            }
        }
        return rows;
    }

    private static Result gone(Item item) {
        return Result.refused(CustomerReads.unknown(item.identity().toString()));
    }

    private Result apply(CustomerRow row, ProfileChange change, ObjectNode custom, boolean first) {
        int before = row.changes();
        row.apply(change, custom, session.at());
        return new Result(row.id(), row.isFresh() && first, row.changes() > before, null);
    }

    /// One for each item, in their order.
    List<Result> results() {
        return List.copyOf(results);
    }
}
