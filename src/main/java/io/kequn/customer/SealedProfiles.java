package io.kequn.customer;

import static io.kequn.customer.CustomerField.EMAIL;
import static io.kequn.customer.CustomerField.PHONE;

import io.kequn.crypto.Keys;
import io.kequn.platform.keys.SealedRows;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What names persons, and the digests by which they are found.
@Singleton
class SealedProfiles implements SealedRows {
    private static final String CUSTOM = "custom";

    @Override
    public String table() {
        return "customer";
    }

    @Override
    public List<KeyColumn> key() {
        return List.of(new KeyColumn("id", "uuid"));
    }

    @Override
    public List<String> columns() {
        return List.of(PersonalData.COLUMN, PersonalData.indexColumn(EMAIL), PersonalData.indexColumn(PHONE), CUSTOM);
    }

    /// Only the digests among the values of own attributes are written.
    @Override
    public String written(String column, String value) {
        return column.equals(CUSTOM) ? "custom || " + value : value;
    }

    @Override
    public Optional<List<@Nullable Object>> renewed(Keys keys, int shop, Row row) {
        var sealed = row.getBuffer(PersonalData.COLUMN);
        if (sealed == null) {
            return Optional.empty();
        }
        var id = row.getUUID("id");
        var personal = PersonalData.opened(keys.sealer(), shop, id, row);
        if (keys.sealer().isPresent(sealed.getBytes()) && hasPresentDigests(keys, row, personal)) {
            return Optional.empty();
        }
        var custom = new JsonObject();
        personal.custom().forEach((key, value) -> custom.put(key, PersonalData.digest(keys.index(), key, shop, value)));
        return Optional.of(Arrays.<@Nullable Object>asList(
                personal.sealed(keys.sealer(), shop, id),
                personal.digest(keys.index(), EMAIL, shop),
                personal.digest(keys.index(), PHONE, shop),
                custom));
    }

    private static boolean hasPresentDigests(Keys keys, Row row, PersonalData personal) {
        var custom = (JsonObject) row.getValue(CUSTOM);
        var columns = Stream.of(EMAIL, PHONE)
                .map(field -> row.getBuffer(PersonalData.indexColumn(field)))
                .flatMap(Stream::ofNullable)
                .map(Buffer::getBytes);
        var own = personal.custom().keySet().stream().map(key -> HexFormat.of().parseHex(custom.getString(key)));
        return Stream.concat(columns, own).allMatch(keys.index()::isPresent);
    }
}
