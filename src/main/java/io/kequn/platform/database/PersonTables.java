package io.kequn.platform.database;

import java.util.List;

/// The tables in which a feature keeps rows of persons. Each feature has one bean of it for its own; whoever exports or
/// erases a person goes through all.
public interface PersonTables {
    /// Those whose rows are found by others' come before these.
    List<PersonTable> tables();

    /// Whether rows of other features are found by these.
    default boolean last() {
        return false;
    }
}
