package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The profiles of two locked customers that become one.
record MergedProfiles(CustomerRow from, CustomerRow into, Map<String, Attribute> own) {
    private static final int ACTIVE = 0;
    private static final int MERGED = 1;

    MergedProfiles {
        own = Map.copyOf(own);
    }

    static Uni<MergedProfiles> load(FactSession session, UUID from, UUID into) {
        return Uni.combine()
                .all()
                .unis(ProfileStore.load(session, List.of(from, into)), AttributeStore.byKey(session))
                .with((rows, own) -> new MergedProfiles(row(rows, from), row(rows, into), own));
    }

    private static CustomerRow row(List<CustomerRow> rows, UUID id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    /// What the survivor does not take is not kept elsewhere: deleting the survivor deletes the person.
    void merge(FactSession session) {
        into.fillFrom(from, own.keySet(), session.at());
        from.clear(session.at());
        ProfileStore.save(session, List.of(into), 1, ACTIVE);
        ProfileStore.save(session, List.of(from), 1, MERGED);
        ProfileStore.keepEarlier(session, List.of(from, into));
    }
}
