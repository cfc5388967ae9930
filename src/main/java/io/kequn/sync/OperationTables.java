package io.kequn.sync;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// What devices have sent for persons.
@Singleton
class OperationTables implements PersonTables {
    @Override
    public List<PersonTable> tables() {
        return List.of(PersonTable.of("sync_operation"));
    }
}
