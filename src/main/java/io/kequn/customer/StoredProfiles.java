package io.kequn.customer;

import static io.kequn.customer.CustomerField.EMAIL;
import static io.kequn.customer.CustomerField.PHONE;

import io.kequn.crypto.Keys;
import io.kequn.crypto.StoredData;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Profiles that were stored in clear.
@Singleton
class StoredProfiles implements StoredData {
    private static final String READ = """
        select shop_id, id, %1$s from customer where coalesce(%1$s) is not null\
        """.formatted(String.join(
            ", ", CustomerField.PERSONAL.stream().map(CustomerField::column).toList()));
    private static final String WRITE =
            "update customer set personal = ?, email_index = ?, phone_index = ? where shop_id = ? and id = ?";
    private static final int AT_ONCE = 1_000;

    @Override
    public void seal(Connection connection, Keys keys) throws SQLException {
        try (var read = connection.prepareStatement(READ);
                var write = connection.prepareStatement(WRITE)) {
            // With a size, the rows come one portion after the other.
            read.setFetchSize(AT_ONCE);
            try (var rows = read.executeQuery()) {
                while (rows.next()) {
                    add(write, rows, keys);
                    if (rows.getRow() % AT_ONCE == 0) {
                        write.executeBatch();
                    }
                }
            }
            write.executeBatch();
        }
    }

    private static void add(PreparedStatement write, ResultSet row, Keys keys) throws SQLException {
        int shop = row.getInt("shop_id");
        var id = row.getObject("id", UUID.class);
        var known = new EnumMap<CustomerField, String>(CustomerField.class);
        for (var field : CustomerField.PERSONAL) {
            var value = row.getString(field.column());
            if (value != null) {
                known.put(field, value);
            }
        }
        var personal = new PersonalData(known, Map.of());
        write.setBytes(1, bytes(personal.sealed(keys.sealer(), shop, id)));
        write.setBytes(2, bytes(personal.digest(keys.index(), EMAIL, shop)));
        write.setBytes(3, bytes(personal.digest(keys.index(), PHONE, shop)));
        write.setInt(4, shop);
        write.setObject(5, id);
        write.addBatch();
    }

    private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
        return buffer == null ? null : buffer.getBytes();
    }
}
