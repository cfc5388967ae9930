package io.kequn.event;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// What persons have done.
@Singleton
class EventTables implements PersonTables {
    @Override
    public List<PersonTable> tables() {
        return List.of(PersonTable.of("event"));
    }
}
