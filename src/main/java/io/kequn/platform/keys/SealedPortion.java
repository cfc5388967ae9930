package io.kequn.platform.keys;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.platform.keys.SealedRows.KeyColumn;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Some rows of a table, in the order of its primary key, locked and sealed anew.
///
/// @param renewed how many of them were written
/// @param last the key of the last one as texts
/// @param end whether no rows come after them
record SealedPortion(int renewed, List<String> last, boolean end) {
    SealedPortion {
        last = List.copyOf(last);
    }

    /// The rows after a key, which is empty at the beginning.
    static Uni<SealedPortion> renew(FactSession session, SealedRows sealed, List<String> after) {
        var values = Sql.tuple(session.shop().id());
        after.forEach(values::addString);
        return session.query(select(sealed, !after.isEmpty()), values)
                .map(rows -> Sql.list(rows, row -> row))
                .chain(rows -> write(session, sealed, rows));
    }

    private static Uni<SealedPortion> write(FactSession session, SealedRows sealed, List<Row> rows) {
        var writes = new ArrayList<Tuple>();
        for (var row : rows) {
            sealed.renewed(session.keys(), session.shop().id(), row).ifPresent(values -> {
                var write = Sql.tuple(session.shop().id());
                sealed.key().forEach(column -> write.addString(row.getString(column.name() + "_text")));
                values.forEach(write::addValue);
                writes.add(write);
            });
        }
        var last = rows.isEmpty() ? List.<String>of() : key(sealed, rows.getLast());
        var portion = new SealedPortion(writes.size(), last, rows.size() < sealed.atOnce());
        return writes.isEmpty()
                ? Uni.createFrom().item(portion)
                : session.batch(update(sealed), writes).replaceWith(portion);
    }

    private static List<String> key(SealedRows sealed, Row row) {
        return sealed.key().stream()
                .map(column -> row.getString(column.name() + "_text"))
                .toList();
    }

    private static String select(SealedRows sealed, boolean continued) {
        var names = joined(sealed, KeyColumn::name);
        return "select " + joined(sealed, column -> column.name() + "::text " + column.name() + "_text") + ", " + names
                + ", " + String.join(", ", sealed.columns()) + " from " + sealed.table() + " where shop_id = $1"
                + (continued ? " and (" + names + ") > (" + given(sealed) + ")" : "") + " order by " + names + " limit "
                + sealed.atOnce() + " for no key update";
    }

    private static String update(SealedRows sealed) {
        int first = 2 + sealed.key().size();
        var set = new ArrayList<String>();
        for (int i = 0; i < sealed.columns().size(); i++) {
            var column = sealed.columns().get(i);
            set.add(column + " = " + sealed.written(column, "$" + (first + i)));
        }
        return "update " + sealed.table() + " set " + String.join(", ", set) + " where shop_id = $1 and ("
                + joined(sealed, KeyColumn::name) + ") = (" + given(sealed) + ")";
    }

    /// The values of the key from `$2` on, which come as texts.
    private static String given(SealedRows sealed) {
        var given = new ArrayList<String>();
        for (var column : sealed.key()) {
            given.add("$" + (given.size() + 2) + "::text::" + column.type());
        }
        return String.join(", ", given);
    }

    private static String joined(SealedRows sealed, Function<KeyColumn, String> part) {
        return sealed.key().stream().map(part).collect(Collectors.joining(", "));
    }
}
