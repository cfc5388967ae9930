package io.kequn.tag;

import io.kequn.customer.CustomerReference;
import io.kequn.customer.CustomerReference.ById;
import io.kequn.customer.CustomerReference.ByIdentity;
import io.kequn.customer.Identity;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The customers that a long list names, noted for a job as they are now. Nothing is locked yet: the job does that.
final class BulkTargets {
    private static final String NOTE = """
        insert into job_customer (shop_id, job_id, customer_id)
        select distinct $1::int, $2::uuid, coalesce(c.merged_into, c.id) from (
          select unnest($3::uuid[])
          union all
          select i.customer_id from unnest($4::text[], $5::text[]) wanted (source, external_id)
          join customer_identity i
            on i.shop_id = $1 and i.source = wanted.source and i.external_id = wanted.external_id) named (id)
        join customer c on c.shop_id = $1 and c.id = named.id and c.state <> 2\
        """;
    private static final String UNKNOWN = """
        select (select count(*) from unnest($2::uuid[]) wanted
                where not exists (select from customer c where c.shop_id = $1 and c.id = wanted and c.state <> 2))
          + (select count(*) from unnest($3::text[], $4::text[]) wanted (source, external_id)
             where not exists (select from customer_identity i
               where i.shop_id = $1 and i.source = wanted.source and i.external_id = wanted.external_id)) n\
        """;

    private final Set<UUID> ids = new LinkedHashSet<>();
    private final Set<Identity> identities = new LinkedHashSet<>();
    private long malformed;

    BulkTargets(List<String> references) {
        for (var text : new LinkedHashSet<>(references)) {
            Optional<CustomerReference> reference = CustomerReference.parse(text);
            if (reference.isEmpty()) {
                malformed++;
                continue;
            }
            switch (reference.get()) {
                case ById(var id) -> ids.add(id);
                case ByIdentity(var identity) -> identities.add(identity);
            }
        }
    }

    /// Notes them for the job; answers how many there are.
    Uni<Long> note(FactSession session, UUID job) {
        return session.query(NOTE, session.shop().id(), job, ids(), sources(), externalIds())
                .map(rows -> (long) rows.rowCount());
    }

    /// How many of the list name nobody.
    Uni<Long> unknown(FactSession session) {
        return session.query(UNKNOWN, session.shop().id(), ids(), sources(), externalIds())
                .map(rows -> rows.iterator().next().getLong("n") + malformed);
    }

    private UUID[] ids() {
        return ids.toArray(UUID[]::new);
    }

    private String[] sources() {
        return identities.stream().map(Identity::source).toArray(String[]::new);
    }

    private String[] externalIds() {
        return identities.stream().map(Identity::externalId).toArray(String[]::new);
    }
}
