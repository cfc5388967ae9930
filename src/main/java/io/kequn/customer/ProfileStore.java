package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Point;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Statements on stored profiles. The rows are locked.
final class ProfileStore {
    private static final String LOAD = """
        select id, version, recorded_at, custom::text custom, attribute_since::text attribute_since, consents::text consents,
          personal, %s
        from customer where shop_id = $1 and id = any($2)\
        """.formatted(CustomerField.columns());

    /// The values of the fields follow the eleven values named here.
    private static final String SAVE = """
        update customer c set version = c.version + $2, updated_at = $3, state = $4, custom = sent.custom::jsonb,
          attribute_since = sent.since::jsonb, personal = sent.personal, email_index = sent.email_index,
          phone_index = sent.phone_index, consents = sent.consents::jsonb, %s
        from unnest($5::uuid[], $6::text[], $7::text[], $8::bytea[], $9::bytea[], $10::bytea[], $11::text[], %s)
          as sent (id, custom, since, personal, email_index, phone_index, consents, %s)
        where c.shop_id = $1 and c.id = sent.id\
        """.formatted(
            joined(field -> field.column() + " = sent." + field.column()), parameters(12), CustomerField.columns());

    /// The values of the fields follow the eight values named here.
    private static final String INSERT = """
        insert into customer
          (shop_id, id, recorded_at, updated_at, custom, personal, email_index, phone_index, consents, %1$s)
        select $1, id, $2, $2, custom::jsonb, personal, email_index, phone_index, consents::jsonb, %1$s
        from unnest($3::uuid[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[], $8::text[], %2$s)
          as sent (id, custom, personal, email_index, phone_index, consents, %1$s)\
        """.formatted(CustomerField.columns(), parameters(9));

    /// Two changes at one instant of a test clock leave nothing between them to keep.
    private static final String KEEP = """
        insert into customer_attribute_history (shop_id, customer_id, attribute, since, until, value, cause)
        select $1, customer_id, attribute, since, $6, value::jsonb, $7
        from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[])
          as earlier (customer_id, attribute, since, value)
        on conflict do nothing\
        """;

    private static final int ACTIVE = 0;

    private ProfileStore() {}

    static Uni<List<CustomerRow>> load(FactSession session, Collection<UUID> ids) {
        return session.query(LOAD, session.shop().id(), ids.toArray(UUID[]::new))
                .map(rows -> Sql.list(rows, row -> CustomerRow.of(row, session)));
    }

    /// Sends customers that nobody else can see yet.
    static void insert(FactSession session, Collection<CustomerRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var values = Sql.tuple(session.shop().id(), session.now(), ids(rows), customs(session, rows));
        addPersonal(session, values, rows);
        values.addValue(consents(rows));
        CustomerField.PLAIN.forEach(field -> values.addValue(column(rows, field)));
        session.send(session.query(INSERT, values));
        CustomerMoments.insert(session, rows);
    }

    /// Sends the rows; `step` is by how much their version grows, `state` what they become.
    static void save(FactSession session, Collection<CustomerRow> rows, int step, int state) {
        if (rows.isEmpty()) {
            return;
        }
        var values = Sql.tuple(
                session.shop().id(),
                (long) step,
                session.now(),
                (short) state,
                ids(rows),
                customs(session, rows),
                rows.stream().map(row -> row.since().toString()).toArray(String[]::new));
        addPersonal(session, values, rows);
        values.addValue(consents(rows));
        CustomerField.PLAIN.forEach(field -> values.addValue(column(rows, field)));
        session.send(session.query(SAVE, values));
        if (state == ACTIVE) {
            CustomerMoments.save(session, rows);
        } else {
            CustomerMoments.forget(session, rows);
        }
    }

    private static void addPersonal(FactSession session, Tuple values, Collection<CustomerRow> rows) {
        int shop = session.shop().id();
        values.addValue(
                buffers(rows, row -> row.personal().sealed(session.keys().sealer(), shop, row.id())));
        for (var field : List.of(CustomerField.EMAIL, CustomerField.PHONE)) {
            values.addValue(
                    buffers(rows, row -> row.personal().digest(session.keys().index(), field, shop)));
        }
    }

    private static @Nullable Buffer[] buffers(
            Collection<CustomerRow> rows, Function<CustomerRow, @Nullable Buffer> value) {
        return rows.stream().map(value).toArray(Buffer[]::new);
    }

    private static UUID[] ids(Collection<CustomerRow> rows) {
        return rows.stream().map(CustomerRow::id).toArray(UUID[]::new);
    }

    static String[] customs(FactSession session, Collection<CustomerRow> rows) {
        return rows.stream().map(row -> row.storedCustom(session).toString()).toArray(String[]::new);
    }

    private static String[] consents(Collection<CustomerRow> rows) {
        return rows.stream().map(row -> row.consents().stored().toString()).toArray(String[]::new);
    }

    private static Object column(Collection<CustomerRow> rows, CustomerField field) {
        var bound = rows.stream().map(row -> field.bound(row.value(field)));
        return switch (field.kind()) {
            case TEXT, CONSENT -> bound.toArray(String[]::new);
            case DATE -> bound.toArray(LocalDate[]::new);
            case INSTANT -> bound.toArray(OffsetDateTime[]::new);
            case PLACE -> bound.toArray(Point[]::new);
        };
    }

    private static String type(CustomerField field) {
        return switch (field.kind()) {
            case TEXT, CONSENT -> "text";
            case DATE -> "date";
            case INSTANT -> "timestamptz";
            case PLACE -> "point";
        };
    }

    private static String parameters(int first) {
        return joined(field -> "$" + (first + CustomerField.PLAIN.indexOf(field)) + "::" + type(field) + "[]");
    }

    private static String joined(Function<CustomerField, String> part) {
        return CustomerField.PLAIN.stream().map(part).collect(Collectors.joining(", "));
    }

    static void keepEarlier(FactSession session, Collection<CustomerRow> rows) {
        var earlier = rows.stream().flatMap(row -> row.earlier().stream()).toList();
        if (earlier.isEmpty()) {
            return;
        }
        var values = new @Nullable String[earlier.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = earlier.get(i).value();
        }
        session.send(
                KEEP,
                session.shop().id(),
                earlier.stream().map(ProfileValues.Earlier::customer).toArray(UUID[]::new),
                earlier.stream().map(ProfileValues.Earlier::attribute).toArray(String[]::new),
                earlier.stream()
                        .map(entry -> entry.since().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new),
                values,
                session.now(),
                session.cause());
    }
}
