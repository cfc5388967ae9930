package io.kequn.audience;

import io.kequn.customer.ConsentChannel;
import io.kequn.customer.CustomerColumns;
import io.kequn.customer.CustomerSummary;
import io.kequn.platform.problem.Inputs;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a file tells of each member.
record AudienceColumns(List<String> names, @Nullable AudienceHashing hashing) {
    private static final String EMAIL = "email";
    private static final String PHONE = "phone";

    /// What may stand beside hashes: nothing that would tell whose they are.
    private static final Set<String> BESIDE_HASHES = Set.of("id", EMAIL, PHONE, "country");

    AudienceColumns {
        names = List.copyOf(names);
    }

    /// Refuses unknown columns, and those that hashes must not stand beside, with `value_invalid`.
    static List<String> read(Inputs inputs, AudienceSpec spec) {
        var given = spec.columns();
        if (given == null) {
            return spec.hashing() == null ? plain(spec.channel()) : List.of(EMAIL, PHONE);
        }
        var known =
                spec.hashing() == null ? Set.copyOf(CustomerColumns.parse(null).names()) : BESIDE_HASHES;
        for (int i = 0; i < given.size(); i++) {
            if (!known.contains(given.get(i))) {
                inputs.refuseChoice("/columns/" + i, given.get(i), known);
            }
        }
        inputs.require(!given.isEmpty(), "/columns", "Must not be empty.", "不能为空。");
        return List.copyOf(new LinkedHashSet<>(given));
    }

    private static List<String> plain(ConsentChannel channel) {
        return switch (channel) {
            case EMAIL -> List.of("id", EMAIL);
            case SMS, PHONE -> List.of("id", PHONE);
            case PUSH, POST, WECHAT, GENERAL -> List.of("id", "identities");
        };
    }

    /// The cells of one member.
    List<@Nullable Object> cells(CustomerSummary member) {
        return new CustomerColumns(names).cells(member, hashed(member));
    }

    /// The same as an object.
    Map<String, @Nullable Object> object(CustomerSummary member) {
        var cells = cells(member);
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < names.size(); i++) {
            object.put(names.get(i), cells.get(i));
        }
        return object;
    }

    private Map<String, @Nullable Object> hashed(CustomerSummary member) {
        var hashed = new HashMap<String, @Nullable Object>();
        if (hashing != null) {
            var email = member.email();
            var phone = member.phone();
            hashed.put(EMAIL, email == null ? null : hashing.email(email));
            hashed.put(PHONE, phone == null ? null : hashing.phone(phone));
        }
        return hashed;
    }
}
