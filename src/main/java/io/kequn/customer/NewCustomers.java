package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// Makes the customers whom a command is the first to name, once it is known what has become of its items:
/// whoever was named by refused ones only is not made.
public final class NewCustomers {
    private static final String CREATE = """
        insert into customer (shop_id, id, recorded_at, updated_at, registered_at)
        select $1, id, $3, $3, $3 from unnest($2::uuid[]) as id\
        """;
    private static final String GIVE_BACK = """
        delete from customer_identity where shop_id = $1 and customer_id = any($2)\
        """;

    private NewCustomers() {}

    /// Makes those that are `used`, and gives the identities of the others back.
    public static void make(FactSession session, CustomerDirectory.Found found, Collection<UUID> used) {
        var made = new HashSet<>(found.created());
        made.retainAll(used);
        if (!made.isEmpty()) {
            session.changed(made, Facts.EVERYTHING);
            session.send(CREATE, session.shop().id(), array(made), session.now());
        }
        var unused = new HashSet<>(found.created());
        unused.removeAll(made);
        if (!unused.isEmpty()) {
            session.send(GIVE_BACK, session.shop().id(), array(unused));
        }
    }

    private static UUID[] array(Set<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
