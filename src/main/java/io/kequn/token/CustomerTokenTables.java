package io.kequn.token;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// When tokens of persons were ended.
@Singleton
class CustomerTokenTables implements PersonTables {
    @Override
    public List<PersonTable> tables() {
        return List.of(PersonTable.of("customer_token"));
    }
}
