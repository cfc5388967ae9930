package io.kequn.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.kequn.KequnTest;
import io.kequn.crypto.KeySet.Purpose;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// What is remembered here is taken back again: the service under test goes on with its own keys.
@KequnTest
class KnownKeysTest {
    @Inject
    AgroalDataSource database;

    @Inject
    EncryptionSettings settings;

    @Inject
    Sealer sealer;

    @Inject
    BlindIndex index;

    @Test
    void startRemembersItsKeys() throws SQLException {
        try (var connection = database.getConnection()) {
            assertThat(count(connection)).isEqualTo(2);

            new KnownKeys(sealer, index).check(connection);

            assertThat(count(connection)).isEqualTo(2);
        }
    }

    @Test
    void foreignKeysAreRefused() throws SQLException {
        var foreignSealer = Sealer.of(KeySet.made(Purpose.DATA));
        var foreignIndex = BlindIndex.of(KeySet.made(Purpose.INDEX));

        try (var connection = database.getConnection()) {
            assertThatThrownBy(() -> new KnownKeys(foreignSealer, index).check(connection))
                    .isInstanceOf(UnusableKeys.class)
                    .hasMessageContaining(Integer.toUnsignedString(sealer.primary()))
                    .hasMessageContaining("kequn.encryption.key-set-file");
            assertThatThrownBy(() -> new KnownKeys(sealer, foreignIndex).check(connection))
                    .isInstanceOf(UnusableKeys.class)
                    .hasMessageContaining(Integer.toUnsignedString(index.primary()))
                    .hasMessageContaining("kequn.encryption.index-key-set-file");
            assertThat(count(connection)).isEqualTo(2);
        }
    }

    @Test
    void setThatHasTheOldKeysBesideNewOnesIsTakenAndTheOldOneAloneNoMore() throws SQLException {
        var rotated = Sealer.of(KeySet.parse(settings.keySet().orElseThrow(), "test")
                .withNewKey()
                .usingNewest());

        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            new KnownKeys(rotated, index).check(connection);

            assertThat(count(connection)).isEqualTo(3);
            assertThatThrownBy(() -> new KnownKeys(sealer, index).check(connection))
                    .isInstanceOf(UnusableKeys.class);
            connection.rollback();
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from encryption_key")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
