package io.kequn.webhook;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// Deliveries about persons, waiting and past; what they say stands in the change log.
@Singleton
class DeliveryTables implements PersonTables {
    @Override
    public List<PersonTable> tables() {
        return List.of(PersonTable.of("webhook_delivery").hidden());
    }
}
