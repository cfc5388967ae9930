package io.kequn.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kequn.crypto.BlindIndex;
import io.kequn.crypto.Place;
import io.kequn.crypto.Sealer;
import io.kequn.platform.access.PersonalReads;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What names a person and what the shop's own attributes say of it that is personal, sealed as one value of the
/// customer (`customer.personal`): opened once for a row, and nothing tells which parts of it are known. What is found
/// by equality has a digest beside it: e-mail and phone in columns, own attributes in `custom`, in the place of their
/// values.
///
/// @param fields those that are known
/// @param custom values of personal own attributes by key
record PersonalData(Map<CustomerField, String> fields, Map<String, String> custom) {
    /// The column of the table `customer`.
    static final String COLUMN = "personal";

    private static final String FIELD = "customer.personal";
    private static final String CUSTOM = "custom";
    private static final PersonalData NOTHING = new PersonalData(Map.of(), Map.of());

    PersonalData {
        fields = Map.copyOf(fields);
        custom = Map.copyOf(custom);
    }

    private static Place place(int shop, UUID customer) {
        return new Place(FIELD, shop, customer.toString());
    }

    /// The same, which is about to be shown; the audit log names whose it is.
    PersonalData shown(UUID customer) {
        if (fields.containsKey(CustomerField.EMAIL) || fields.containsKey(CustomerField.PHONE) || !custom.isEmpty()) {
            PersonalReads.note(customer);
        }
        return this;
    }

    @Nullable
    String get(CustomerField field) {
        return fields.get(field);
    }

    /// Null where nothing is known.
    @Nullable
    Buffer sealed(Sealer sealer, int shop, UUID customer) {
        if (fields.isEmpty() && custom.isEmpty()) {
            return null;
        }
        var known = JsonNodeFactory.instance.objectNode();
        for (var field : CustomerField.PERSONAL) {
            if (fields.containsKey(field)) {
                known.put(field.field(), fields.get(field));
            }
        }
        if (!custom.isEmpty()) {
            new TreeMap<>(custom).forEach(known.putObject(CUSTOM)::put);
        }
        return Buffer.buffer(sealer.seal(known.toString(), place(shop, customer)));
    }

    /// That of a row with the column.
    static PersonalData opened(Sealer sealer, int shop, UUID customer, Row row) {
        var sealed = row.getBuffer(COLUMN);
        if (sealed == null) {
            return NOTHING;
        }
        try {
            return read(CustomValues.JSON.readTree(sealer.open(sealed.getBytes(), place(shop, customer))));
        } catch (IOException e) {
            throw new IllegalStateException("what names customer " + customer + " is no JSON", e);
        }
    }

    private static PersonalData read(JsonNode object) {
        var fields = new EnumMap<CustomerField, String>(CustomerField.class);
        for (var field : CustomerField.PERSONAL) {
            if (object.hasNonNull(field.field())) {
                fields.put(field, object.get(field.field()).textValue());
            }
        }
        var custom = new TreeMap<String, String>();
        object.path(CUSTOM)
                .properties()
                .forEach(entry -> custom.put(entry.getKey(), entry.getValue().textValue()));
        return new PersonalData(fields, custom);
    }

    /// The column with the digest of an e-mail address or phone number.
    static String indexColumn(CustomerField field) {
        return field.column() + "_index";
    }

    @Nullable
    Buffer digest(BlindIndex index, CustomerField field, int shop) {
        var value = fields.get(field);
        return value == null ? null : Buffer.buffer(index.of("customer." + field.column(), shop, value));
    }

    /// All digests under which the value of a field may be stored.
    static Buffer[] digests(BlindIndex index, CustomerField field, int shop, String value) {
        return index.all("customer." + field.column(), shop, value).stream()
                .map(Buffer::buffer)
                .toArray(Buffer[]::new);
    }

    /// What stands for a value of an own attribute.
    static String digest(BlindIndex index, String key, int shop, String value) {
        return HexFormat.of().formatHex(index.of("customer.custom." + key, shop, value));
    }

    /// All that may stand for it.
    static List<String> digests(BlindIndex index, String key, int shop, String value) {
        return index.all("customer.custom." + key, shop, value).stream()
                .map(HexFormat.of()::formatHex)
                .toList();
    }
}
