package io.kequn.audit;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// What the audit log says of persons. It stays when they are erased, as the proof of who has known of them.
/// They are not told which other persons an entry names, nor who of the shop's people it was.
/// Whose merger was undone is another person.
@Singleton
class AuditTables implements PersonTables {
    private static final String NAMED = "t.id = any(array("
            + "select n.entry_id from audit_customer n where n.shop_id = $1 and n.customer_id = any($2)))";
    private static final String SHOWN = """
        case when t.actor_kind <> 'person' then jsonb_build_object('actor', t.actor) else '{}' end
          || case when t.actor_kind = 'api_key' then jsonb_build_object('actor_name', t.actor_name) else '{}' end
          || jsonb_build_object('resource_id',
            case when t.resource <> 'customer' or t.resource_id = any($2::uuid[]::text[]) then t.resource_id end)\
        """;

    @Override
    public List<PersonTable> tables() {
        return List.of(
                PersonTable.found("audit_entry", NAMED)
                        .with(SHOWN, "customer_ids", "actor", "actor_name", "resource_id")
                        .kept(),
                PersonTable.of("audit_customer").hidden().kept());
    }
}
