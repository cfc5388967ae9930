package io.kequn.customer;

import static io.kequn.customer.CustomerField.Kind.CONSENT;
import static io.kequn.customer.CustomerField.Kind.DATE;
import static io.kequn.customer.CustomerField.Kind.INSTANT;
import static io.kequn.customer.CustomerField.Kind.PLACE;
import static io.kequn.customer.CustomerField.Kind.TEXT;

import com.google.errorprone.annotations.Immutable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.data.Point;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A stored standard attribute of a customer: its name in requests, its column, which is also its name in
/// rules, and its place in `CustomerFields`.
public enum CustomerField {
    NAME("name", TEXT, CustomerFields::name),
    FIRST_NAME("firstName", TEXT, CustomerFields::firstName),
    LAST_NAME("lastName", TEXT, CustomerFields::lastName),
    EMAIL("email", TEXT, CustomerFields::email),
    EMAIL_DOMAIN("emailDomain", TEXT, fields -> null),
    PHONE("phone", TEXT, CustomerFields::phone),
    PHONE_COUNTRY("phoneCountry", TEXT, fields -> null),
    COUNTRY("country", TEXT, CustomerFields::country),
    REGION("region", TEXT, CustomerFields::region),
    CITY("city", TEXT, CustomerFields::city),
    DISTRICT("district", TEXT, CustomerFields::district),
    LOCATION("location", PLACE, CustomerFields::location),
    LANGUAGE("language", TEXT, CustomerFields::language),
    GENDER("gender", TEXT, CustomerFields::gender),
    OCCUPATION("occupation", TEXT, CustomerFields::occupation),
    INCOME_BAND("incomeBand", TEXT, CustomerFields::incomeBand),
    BIRTH_DATE("birthDate", DATE, CustomerFields::birthDate),
    EMAIL_CONSENT("emailConsent", CONSENT, CustomerFields::emailConsent),
    SMS_CONSENT("smsConsent", CONSENT, CustomerFields::smsConsent),
    PUSH_CONSENT("pushConsent", CONSENT, CustomerFields::pushConsent),
    ACCOUNT_STATUS("accountStatus", TEXT, CustomerFields::accountStatus),
    ACQUISITION_CHANNEL("acquisitionChannel", TEXT, CustomerFields::acquisitionChannel),
    REGISTERED_AT("registeredAt", INSTANT, CustomerFields::registeredAt),
    LAST_SEEN_AT("lastSeenAt", INSTANT, CustomerFields::lastSeenAt);

    enum Kind {
        TEXT,
        DATE,
        INSTANT,
        CONSENT,
        PLACE
    }

    /// Finds the value in a request.
    @Immutable
    private interface Given {
        @Nullable
        Object in(CustomerFields fields);
    }

    static final List<CustomerField> ALL = List.of(values());

    /// Those that name a person, all of them texts. They are stored sealed, rules cannot read them, and no earlier
    /// value of them is kept.
    static final List<CustomerField> PERSONAL = List.of(NAME, FIRST_NAME, LAST_NAME, EMAIL, PHONE);

    /// Those that have a column of their own.
    static final List<CustomerField> PLAIN =
            ALL.stream().filter(CustomerField::isReadByRules).toList();

    private final String field;
    private final Kind kind;
    private final Given given;

    CustomerField(String field, Kind kind, Given given) {
        this.field = field;
        this.kind = kind;
        this.given = given;
    }

    /// The name in requests and answers.
    String field() {
        return field;
    }

    Kind kind() {
        return kind;
    }

    /// The column of one that has its own, and the attribute in rules.
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isReadByRules() {
        return !PERSONAL.contains(this);
    }

    /// Whether a word, as rules would spell it, stands for what names a person.
    public static boolean isPersonal(String word) {
        return word.equals("external_id")
                || PERSONAL.stream().anyMatch(field -> field.column().equals(word));
    }

    @Nullable
    Object given(CustomerFields fields) {
        return given.in(fields);
    }

    /// The stored value: a String, LocalDate, Instant or Location, or null; a consent as its text, never null.
    @Nullable
    Object read(Row row) {
        return switch (kind) {
            case TEXT, CONSENT -> row.getString(column());
            case DATE -> row.getLocalDate(column());
            case INSTANT -> {
                var at = row.getOffsetDateTime(column());
                yield at == null ? null : at.toInstant();
            }
            case PLACE -> Location.of(row.get(Point.class, column()));
        };
    }

    /// The value in the type that statements bind.
    @Nullable
    Object bound(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Location location -> location.point();
            case null, default -> value;
        };
    }

    /// What a cleared attribute holds.
    @Nullable
    Object empty() {
        return kind == CONSENT ? Consent.UNKNOWN.text() : null;
    }

    static String columns() {
        return String.join(", ", PLAIN.stream().map(CustomerField::column).toList());
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
