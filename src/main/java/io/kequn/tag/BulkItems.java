package io.kequn.tag;

import io.kequn.customer.CustomerReference;
import io.kequn.tag.AssignmentWrites.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// What became of each customer that a bulk command names.
final class BulkItems {
    private BulkItems() {}

    static List<BulkResult.Item> of(
            List<String> named,
            Map<String, CustomerReference> references,
            Map<CustomerReference, UUID> ids,
            List<Written> written,
            TagRef tag) {
        var statuses = new HashMap<UUID, BulkResult.Status>();
        written.stream().filter(row -> row.tag() == tag.id()).forEach(row -> statuses.put(row.customer(), status(row)));
        return IntStream.range(0, named.size())
                .mapToObj(i -> item(i, named.get(i), Optional.ofNullable(references.get(named.get(i))), ids, statuses))
                .toList();
    }

    private static BulkResult.Item item(
            int index,
            String text,
            Optional<CustomerReference> reference,
            Map<CustomerReference, UUID> ids,
            Map<UUID, BulkResult.Status> statuses) {
        var id = reference.map(ids::get).orElse(null);
        if (id == null) {
            return new BulkResult.Item(index, text, null, BulkResult.Status.CUSTOMER_NOT_FOUND);
        }
        // Taken away, so that whoever is named twice is counted once.
        var status = statuses.remove(id);
        return new BulkResult.Item(index, text, id, status == null ? BulkResult.Status.UNCHANGED : status);
    }

    private static BulkResult.Status status(Written row) {
        return switch (row.operation()) {
            case ADDED -> BulkResult.Status.ADDED;
            case UPDATED -> BulkResult.Status.PROLONGED;
            case REMOVED -> BulkResult.Status.REMOVED;
        };
    }
}
