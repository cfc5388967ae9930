package io.kequn.crypto;

import java.sql.Connection;
import java.sql.SQLException;

/// What a feature has stored in clear before there were keys. Each feature with such rows seals its own, once, when the
/// database is brought up to date.
public interface StoredData {
    /// Runs in the migration's transaction, as the owner of the tables.
    void seal(Connection connection, Keys keys) throws SQLException;
}
