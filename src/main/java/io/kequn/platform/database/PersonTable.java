package io.kequn.platform.database;

import io.kequn.crypto.Sealer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A table with rows of persons. An export names no other person: whose merger was undone is another one again.
///
/// @param name the table, alias `t`
/// @param rows a condition on `t`: the rows of the customers `$2` of the shop `$1`
/// @param shown what an export shows of a row, as JSON; null for what only repeats other tables
/// @param erasure a statement that leaves nothing of the customers `$2` of the shop `$1`; empty where all of it stays
/// @param opening makes of a row what is shown, where something in it is sealed
public record PersonTable(
        String name, String rows, @Nullable String shown, String erasure, Opening opening) {
    private static final String ALL = "to_jsonb(t) - '{shop_id,content_hash,fingerprint,cause}'::text[]";

    /// A table with a column `customer_id`.
    public static PersonTable of(String name) {
        return found(name, "t.customer_id = any($2)");
    }

    /// A table whose rows are found by others.
    public static PersonTable found(String name, String by) {
        var rows = "t.shop_id = $1 and " + by;
        return new PersonTable(
                name, rows, ALL, "delete from " + name + " t where " + rows, (sealer, shop, record) -> record);
    }

    /// The same, shown with more: a JSON object over `t`, with columns that it stands for.
    public PersonTable with(String more, String... instead) {
        return new PersonTable(
                name, rows, ALL + " - '{" + String.join(",", instead) + "}'::text[] || " + more, erasure, opening);
    }

    /// The same, but exports show only the rows that a condition on `t` selects.
    public PersonTable shownWhere(String condition) {
        return new PersonTable(name, rows + " and " + condition, shown, erasure, opening);
    }

    /// The same, but exports leave it out.
    public PersonTable hidden() {
        return new PersonTable(name, rows, null, erasure, opening);
    }

    /// The same, but erased otherwise.
    public PersonTable erasedBy(String statement) {
        return new PersonTable(name, rows, shown, statement, opening);
    }

    /// The same, but it stays when they are erased.
    public PersonTable kept() {
        return erasedBy("");
    }

    /// The same, but what is sealed in a row is shown opened.
    public PersonTable opened(Opening how) {
        return new PersonTable(name, rows, shown, erasure, how);
    }

    /// Opens what is sealed in a row of a shop.
    @FunctionalInterface
    public interface Opening {
        JsonObject open(Sealer sealer, int shop, JsonObject record);
    }

    /// One row of text, the JSON of `shown`, for each; in no order that would tell more.
    public String select() {
        return "select (" + shown + ")::text record from " + name + " t where " + rows + " order by 1";
    }
}
