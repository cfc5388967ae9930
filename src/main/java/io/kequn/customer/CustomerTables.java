package io.kequn.customer;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// Who persons are. The profile itself is shown as the service shows it.
@Singleton
class CustomerTables implements PersonTables {
    @Override
    public List<PersonTable> tables() {
        return List.of(
                PersonTable.of("customer_moment").hidden(),
                PersonTable.of("customer_attribute_history"),
                PersonTable.of("customer_consent"),
                PersonTable.of("customer_identity"),
                PersonTable.found("customer", "t.id = any($2)").hidden());
    }

    @Override
    public boolean last() {
        return true;
    }
}
