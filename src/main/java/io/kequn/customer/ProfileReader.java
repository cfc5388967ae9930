package io.kequn.customer;

import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Characters;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import java.util.EnumMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads what a caller says about one customer into stored form and notes all that is wrong with it.
public final class ProfileReader {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST = 100;
    private static final int LONGEST_EMAIL = 254;
    private static final int MOST_IDENTITIES = 50;
    private static final int MOST_CUSTOM = 200;

    private final Inputs inputs;
    private final Shop shop;
    private final Patch<CustomerFields> patch;
    private final Map<CustomerField, @Nullable Object> values = new EnumMap<>(CustomerField.class);

    private ProfileReader(Inputs inputs, Shop shop, Patch<CustomerFields> patch) {
        this.inputs = inputs;
        this.shop = shop;
        this.patch = patch;
    }

    /// The change; call `inputs.check()` before it is used.
    public static ProfileChange read(Inputs inputs, Shop shop, Patch<CustomerFields> patch) {
        return new ProfileReader(inputs, shop, patch).change();
    }

    /// A change by nothing but consents; call `inputs.check()` before it is used.
    static ProfileChange read(Inputs inputs, NewConsents given) {
        inputs.require(!given.consents().isEmpty(), "/consents", "Must not be empty.", "不能为空。");
        var consents = ConsentInputs.read(inputs, "/consents", given.consents(), Set.of());
        return new ProfileChange(Map.of(), Map.of(), false, List.of(), consents, ExpectedVersion.ANY);
    }

    private ProfileChange change() {
        for (var field : CustomerField.ALL) {
            if (patch.has(field.field())) {
                read(field, field.given(patch.values()));
            }
        }
        var custom = custom();
        boolean clearsCustom = patch.has("custom") && patch.values().custom() == null;
        return new ProfileChange(values, custom, clearsCustom, identities(), consents(), ExpectedVersion.ANY);
    }

    private void read(CustomerField field, @Nullable Object given) {
        var value = switch (given) {
            case String text -> text(field, text);
            case Consent consent -> consent.text();
            case Location location -> location.checked(inputs, "/" + field.field());
            case null -> field.empty();
            default -> given;
        };
        switch (field) {
            case EMAIL -> email((String) value);
            case PHONE -> phone((String) value);
            case COUNTRY -> values.put(field, country((String) value));
            case LANGUAGE -> values.put(field, language((String) value));
            default -> values.put(field, value);
        }
    }

    private @Nullable String text(CustomerField field, String given) {
        var pointer = "/" + field.field();
        int longest = switch (field) {
            case NAME, FIRST_NAME, LAST_NAME -> LONGEST_NAME;
            case EMAIL -> LONGEST_EMAIL;
            default -> LONGEST;
        };
        return line(inputs, pointer, given, longest);
    }

    /// One line of text in NFC without space around it; null where nothing is left.
    static @Nullable String line(Inputs inputs, String pointer, String given, int longest) {
        var text = inputs.optionalText(pointer, given, longest);
        if (text == null || text.isEmpty()) {
            return null;
        }
        // What `Inputs` lets pass in longer texts: tabs and line breaks.
        if (Characters.firstForbidden(text) < 0) {
            inputs.require(
                    text.codePoints().noneMatch(ProfileReader::breaksLine),
                    pointer,
                    "Must be one line without tabs.",
                    "须为不含制表符的单行文本。");
        }
        return text;
    }

    private static boolean breaksLine(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    private void email(@Nullable String text) {
        var email = text == null ? null : Contacts.email(inputs, "/email", text).orElse(null);
        values.put(CustomerField.EMAIL, email == null ? null : email.address());
        values.put(CustomerField.EMAIL_DOMAIN, email == null ? null : email.domain());
    }

    private void phone(@Nullable String text) {
        var phone = text == null
                ? null
                : Contacts.phone(inputs, "/phone", text, shop.country()).orElse(null);
        values.put(CustomerField.PHONE, phone == null ? null : phone.number());
        values.put(CustomerField.PHONE_COUNTRY, phone == null ? null : phone.country());
    }

    private @Nullable String country(@Nullable String text) {
        var code = text == null ? null : text.toUpperCase(Locale.ROOT);
        inputs.require(
                code == null
                        || Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)
                                .contains(code),
                "/country",
                "Must be a country's two letters by ISO 3166-1, such as `CN`.",
                "须为 ISO 3166-1 两位国家代码，例如 `CN`。");
        return code;
    }

    private @Nullable String language(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var tag = new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
            if (!tag.equals("und")) {
                return tag;
            }
        } catch (IllformedLocaleException e) {
            // refused below
        }
        inputs.refuse("/language", "Must be a language tag by BCP 47, such as `zh-CN`.", "须为 BCP 47 语言标签，例如 `zh-CN`。");
        return null;
    }

    private Map<String, @Nullable Object> custom() {
        var custom = new LinkedHashMap<String, @Nullable Object>();
        switch (patch.values().custom()) {
            case null -> {}
            case Map<?, ?> map -> map.forEach((key, value) -> custom.put(String.valueOf(key), value));
            default -> inputs.refuse("/custom", "Must be an object.", "须为对象。");
        }
        inputs.require(
                custom.size() <= MOST_CUSTOM,
                "/custom",
                "At most " + MOST_CUSTOM + " values at once.",
                "一次最多 " + MOST_CUSTOM + " 个值。");
        return custom;
    }

    private List<ConsentRecord> consents() {
        var given = patch.values().consents();
        return given == null ? List.of() : ConsentInputs.read(inputs, "/consents", given, values.keySet());
    }

    private List<Identity> identities() {
        var given = patch.values().identities();
        if (given == null) {
            return List.of();
        }
        inputs.require(
                given.size() <= MOST_IDENTITIES,
                "/identities",
                "At most " + MOST_IDENTITIES + " identities.",
                "最多 " + MOST_IDENTITIES + " 个身份。");
        for (int i = 0; i < given.size() && i < MOST_IDENTITIES; i++) {
            checkIdentity(inputs, "/identities/" + i, given.get(i));
        }
        return List.copyOf(new TreeSet<>(given));
    }

    static void checkIdentity(Inputs inputs, String pointer, Identity identity) {
        inputs.require(
                CustomerReference.isValid(identity),
                pointer,
                "The source must be 1 to 63 lower-case letters, digits, `-` or `_`, the external id 1 to 255"
                        + " characters without control characters.",
                "来源须为 1 至 63 个小写字母、数字、`-` 或 `_`，外部编号须为 1 至 255 个不含控制字符的字符。");
    }
}
