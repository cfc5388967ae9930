package io.kequn.webhook;

import io.kequn.crypto.Keys;
import io.kequn.crypto.StoredData;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/// Secrets that were stored in clear.
@Singleton
class StoredSecrets implements StoredData {
    private static final String READ = "select id, shop_id, public_id, secret, previous_secret from webhook";
    private static final String WRITE = "update webhook set secret = ?, previous_secret = ? where id = ?";

    @Override
    public void seal(Connection connection, Keys keys) throws SQLException {
        var secrets = new SealedSecrets(keys);
        try (var read = connection.createStatement();
                var rows = read.executeQuery(READ);
                var write = connection.prepareStatement(WRITE)) {
            while (rows.next()) {
                int shop = rows.getInt("shop_id");
                var webhook = rows.getObject("public_id", UUID.class);
                var previous = rows.getString("previous_secret");
                write.setString(1, secrets.seal(shop, webhook, rows.getString("secret")));
                write.setString(2, previous == null ? null : secrets.seal(shop, webhook, previous));
                write.setInt(3, rows.getInt("id"));
                write.addBatch();
            }
            write.executeBatch();
        }
    }
}
