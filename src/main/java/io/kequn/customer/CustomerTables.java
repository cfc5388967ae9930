package io.kequn.customer;

import io.kequn.crypto.Sealer;
import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who persons are. The profile itself is shown as the service shows it.
@Singleton
class CustomerTables implements PersonTables {
    private static final String OF_PERSON = "(%s.customer_id = any($2) or %s.merged_id = any($2))";
    private static final String MERGERS =
            "select m.id from customer_merge m where m.shop_id = $1 and " + OF_PERSON.formatted("m", "m");
    private static final String KEPT =
            "jsonb_build_object('sealed', translate(encode(t.sealed, 'base64'), E'\\n', ''))";

    /// The other one is named only while the two are one person.
    private static final String SIDES = """
        jsonb_strip_nulls(jsonb_build_object(
          'customer_id', case when t.customer_id = any($2) then t.customer_id end,
          'merged_id', case when t.merged_id = any($2) then t.merged_id end))\
        """;
    /// What somebody else's profile had brought, which the survivor has not any more.
    private static final String OWN = """
        not exists (
          select from customer_merge m where m.shop_id = $1 and m.customer_id = t.customer_id and m.undone_at is not null
            and m.merged_at = t.since)\
        """;

    private static final String NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid";

    /// Values that somebody else's profile had brought, of those from whom they have come apart again.
    private static final String BROUGHT = """
        t.customer_id <> all($2) and exists (
          select from customer_merge m where m.shop_id = $1 and m.merged_id = any($2) and m.customer_id = t.customer_id
            and m.undone_at is not null and m.merged_at = t.since)\
        """;
    /// Undone ones stay for the other of the two: what happened in between is told by them to be no part of it.
    private static final String OF_OTHERS = """
        t.undone_at is not null and %s
          and not (t.customer_id = any($2 || <nobody>) and t.merged_id = any($2 || <nobody>))\
        """.replace("<nobody>", NOBODY).formatted(OF_PERSON.formatted("t", "t"));
    private static final String LEAVE = """
        update customer_merge t set
          customer_id = case when t.customer_id = any($2) then <nobody> else t.customer_id end,
          merged_id = case when t.merged_id = any($2) then <nobody> else t.merged_id end
        where t.shop_id = $1 and\
        """.replace("<nobody>", NOBODY) + " " + OF_OTHERS;

    /// A condition on `m`: neither side of the merger has been erased or deleted since.
    static final String BOTH_KNOWN = NOBODY + " not in (m.customer_id, m.merged_id)";

    /// What is left of mergers when the customers `$2` of the shop `$1` go: one after the other.
    static final List<String> FORGET_MERGERS = List.of(
            "delete from customer_attribute_history t where t.shop_id = $1 and " + BROUGHT,
            "delete from customer_merge_part t where t.shop_id = $1 and t.merge_id in (" + MERGERS + ")",
            LEAVE,
            "delete from customer_merge t where t.shop_id = $1 and " + OF_PERSON.formatted("t", "t"));

    /// The profile that is kept of who was merged, as long as that can be undone.
    private static JsonObject open(Sealer sealer, int shop, JsonObject record) {
        @Nullable String sealed = record.getString("sealed");
        record.remove("sealed");
        if (sealed != null) {
            var merger = UUID.fromString(record.getString("merge_id"));
            var bytes = Base64.getDecoder().decode(sealed);
            record.put(
                    "profile", KeptProfile.opened(sealer, shop, merger, bytes).shown());
        }
        return record;
    }

    @Override
    public List<PersonTable> tables() {
        return List.of(
                PersonTable.found("customer_merge_part", "t.merge_id in (" + MERGERS + ")")
                        .with(KEPT, "sealed")
                        .opened(CustomerTables::open),
                PersonTable.found("customer_attribute_history", BROUGHT).hidden(),
                PersonTable.found("customer_merge", OF_OTHERS).hidden().erasedBy(LEAVE),
                PersonTable.found("customer_merge", OF_PERSON.formatted("t", "t"))
                        .with(SIDES, "customer_id", "merged_id", "number", "undone_cause", "changes", "undone_changes"),
                PersonTable.of("customer_moment").hidden(),
                PersonTable.of("customer_attribute_history").shownWhere(OWN),
                PersonTable.of("customer_consent"),
                PersonTable.of("customer_identity"),
                PersonTable.found("customer", "t.id = any($2)").hidden());
    }

    @Override
    public boolean last() {
        return true;
    }
}
