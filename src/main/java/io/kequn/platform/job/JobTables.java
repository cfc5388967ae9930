package io.kequn.platform.job;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// Whom bulk commands have yet to reach.
@Singleton
class JobTables implements PersonTables {
    @Override
    public List<PersonTable> tables() {
        return List.of(PersonTable.of("job_customer").hidden());
    }
}
