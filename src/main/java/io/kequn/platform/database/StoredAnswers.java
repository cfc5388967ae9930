package io.kequn.platform.database;

import io.kequn.crypto.Keys;
import io.kequn.crypto.StoredData;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/// Answers of commands that were stored in clear.
@Singleton
class StoredAnswers implements StoredData {
    private static final String READ = "select shop_id, principal, route, key, fingerprint, answer from idempotency";
    private static final String WRITE = """
        update idempotency set fingerprint = ?, answer = ?
        where shop_id = ? and principal = ? and route = ? and key = ?\
        """;

    @Override
    public void seal(Connection connection, Keys keys) throws SQLException {
        var answers = new SealedAnswers(keys);
        try (var read = connection.createStatement();
                var rows = read.executeQuery(READ);
                var write = connection.prepareStatement(WRITE)) {
            while (rows.next()) {
                var address = Sql.tuple(
                        rows.getInt("shop_id"),
                        rows.getString("principal"),
                        rows.getString("route"),
                        rows.getString("key"));
                var answer = rows.getString("answer");
                write.setString(1, answers.fingerprint(rows.getInt("shop_id"), rows.getString("fingerprint")));
                write.setString(2, answer == null ? null : answers.seal(address, answer));
                for (int i = 0; i < address.size(); i++) {
                    write.setObject(3 + i, address.getValue(i));
                }
                write.addBatch();
            }
            write.executeBatch();
        }
    }
}
