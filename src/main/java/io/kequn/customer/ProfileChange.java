package io.kequn.customer;

import io.kequn.platform.value.ExpectedVersion;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A checked change of one customer. `values` holds the standard attributes that are mentioned in their stored form,
/// null to clear; `custom` the shop's own as they were sent, since their types are known only inside the transaction;
/// `clearsCustom` is whether all of those go. `identities` are to be linked, sorted; `consents` are
/// to be added to what was said before.
public record ProfileChange(
        Map<CustomerField, @Nullable Object> values,
        Map<String, @Nullable Object> custom,
        boolean clearsCustom,
        List<Identity> identities,
        List<ConsentRecord> consents,
        ExpectedVersion expected) {
    public ProfileChange {
        var copy = new EnumMap<CustomerField, @Nullable Object>(CustomerField.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
        custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
        identities = List.copyOf(identities);
        consents = List.copyOf(consents);
    }

    ProfileChange expecting(ExpectedVersion version) {
        return new ProfileChange(values, custom, clearsCustom, identities, consents, version);
    }
}
