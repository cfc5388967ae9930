package io.kequn.crypto;

import io.kequn.crypto.KeySet.Purpose;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/// The keys that the database was written with (`encryption_key`): of each its id, and a known value sealed
/// or indexed by it, since ids alone prove nothing.
record KnownKeys(Sealer sealer, BlindIndex index) {
    private static final String KNOWN_VALUE = "Kequn";
    private static final String FIELD = "encryption_key";
    private static final Place PLACE = new Place(FIELD, 0, "");

    private static final String LOCK = "select pg_advisory_lock(20121)";
    private static final String UNLOCK = "select pg_advisory_unlock(20121)";
    private static final String READ = "select purpose, key_id, proof from encryption_key order by purpose, key_id";
    private static final String REMEMBER = """
        insert into encryption_key (purpose, key_id, proof) values (?, ?, ?)
        on conflict (purpose, key_id) do nothing\
        """;

    private static final String CHANGED =
            "update due set due_at = clock_timestamp() where shop_id = 0 and kind = 'key-changes'";

    /// Refuses with [UnusableKeys] if one that is in use is not at hand; remembers the present primaries. Two services
    /// that begin on an empty database with keys of their own come one after the other, and the second is refused.
    void check(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(LOCK);
            try {
                checkKnown(connection);
                remember(connection, Purpose.DATA, sealer.primary(), sealer.seal(KNOWN_VALUE, PLACE));
                remember(connection, Purpose.INDEX, index.primary(), index.of(FIELD, 0, KNOWN_VALUE));
            } finally {
                statement.execute(UNLOCK);
            }
        }
    }

    private void checkKnown(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                var proof = rows.getBytes("proof");
                boolean data = rows.getString("purpose").equals(Purpose.DATA.word());
                if (data ? !opens(proof) : !finds(proof)) {
                    throw foreign(data ? Purpose.DATA : Purpose.INDEX, rows.getInt("key_id"));
                }
            }
        }
    }

    private boolean opens(byte[] proof) {
        try {
            return sealer.openText(proof, PLACE).equals(KNOWN_VALUE);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private boolean finds(byte[] proof) {
        return index.all(FIELD, 0, KNOWN_VALUE).stream().anyMatch(digest -> Arrays.equals(digest, proof));
    }

    private static void remember(Connection connection, Purpose purpose, int key, byte[] proof) throws SQLException {
        try (var statement = connection.prepareStatement(REMEMBER);
                var changed = connection.prepareStatement(CHANGED)) {
            statement.setString(1, purpose.word());
            statement.setInt(2, key);
            statement.setBytes(3, proof);
            if (statement.executeUpdate() == 1) {
                changed.executeUpdate();
            }
        }
    }

    private static UnusableKeys foreign(Purpose purpose, int key) {
        return new UnusableKeys(
                "The database was written with the key " + Integer.toUnsignedString(key) + ", which the "
                        + "key set for the " + purpose.word()
                        + " does not hold: without it, personal data in it cannot be read"
                        + (purpose == Purpose.INDEX ? " or found" : "")
                        + ". Give the key set that the database was written with"
                        + (purpose == Purpose.DATA
                                ? " (kequn.encryption.key-set-file)"
                                : " (kequn.encryption.index-key-set-file)")
                        + "; to replace keys, add new ones to it and leave the old ones in until nothing carries them any more.");
    }
}
