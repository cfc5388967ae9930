package io.kequn.audit;

import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.Ids;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// Which entries are asked for; null for all. Of those recorded from an instant on and before another one.
public record AuditFilter(
        @Nullable String resource,
        @Nullable String resourceId,

        @Nullable @Description("As an entry's actor has it as its id.")
        String actor,

        @Nullable AuditOperation operation,
        @Nullable String requestId,

        @Nullable @Description("By id: entries that name this customer, or one that was merged into it.") @Id
        String customer,

        @Nullable Instant from,
        @Nullable Instant until,

        @Nullable @Description("For the platform alone: the key of the shop whose log it is, its own unless said.")
        String shop) {
    private static final String COLUMNS = """
        select id, recorded_at, actor_kind, actor, actor_name, request_id, operation, resource, resource_id,
          before::text before, after::text after, customer_ids, customers from audit_entry where shop_id = $1\
        """;
    /// An array, so that the entries are found by their ids: few, of all that the log has.
    private static final String OF_CUSTOMER = """
         and id = any(array(
          select n.entry_id from audit_customer n where n.shop_id = $1 and n.customer_id = any(
            array(
              select c.id from customer c where c.shop_id = $1 and c.merged_into = <id>
              union select unnest(e.merged_ids) from erasure e
                where e.shop_id = $1 and e.customer_id = <id> and e.state = 'done')
            || <id>::uuid)))\
        """;

    private static final Text AN_ID = new Text(
            "Must be a customer's id; a name such as `pos:17` may have been another customer's before.",
            "须为客户编号；`pos:17` 之类的名称此前可能属于其他客户。");

    static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null, null, null);
    static final String ONE = COLUMNS + " and id = $2";

    /// The statement and what to bind, by which the entries before one come, the newest first.
    record Select(String sql, List<Object> values) {}

    /// Refuses with `value_invalid` what can never be; `place` says where a field stands.
    AuditFilter checked(UnaryOperator<String> place) {
        var inputs = new Inputs();
        inputs.require(
                customer == null || id(customer).isPresent(),
                place.apply("customer"),
                AN_ID.english(),
                AN_ID.chinese());
        inputs.require(
                from == null || until == null || until.isAfter(from),
                place.apply("until"),
                "Must be after `from`.",
                "须晚于 `from`。");
        inputs.check();
        return this;
    }

    private static Optional<UUID> id(String customer) {
        return Ids.parse(NodeId.keyOf("Customer", customer));
    }

    Select select(int shop, @Nullable UUID before, int limit) {
        var values = new ArrayList<Object>(List.of(shop));
        var sql = new StringBuilder(COLUMNS);
        where(sql, values, "resource = ", resource);
        if (resource != null && !resource.equals("customer")) {
            sql.append(" and resource <> 'customer'"); // as the index says
        }
        where(sql, values, "resource_id = ", resourceId);
        where(sql, values, "actor = ", actor);
        where(sql, values, "operation = ", operation == null ? null : operation.text());
        where(sql, values, "request_id = ", requestId);
        if (customer != null) {
            values.add(id(customer).orElseThrow());
            sql.append(OF_CUSTOMER.replace("<id>", "$" + values.size()));
        }
        where(sql, values, "id < ", before);
        instant(sql, values, ">=", from);
        instant(sql, values, "<", until);
        values.add(limit);
        sql.append(" order by id desc limit $").append(values.size());
        return new Select(sql.toString(), List.copyOf(values));
    }

    private static void where(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            values.add(value);
            sql.append(" and ").append(condition).append('$').append(values.size());
        }
    }

    private static void instant(StringBuilder sql, List<Object> values, String than, @Nullable Instant at) {
        if (at != null) {
            values.add(at.atOffset(ZoneOffset.UTC));
            sql.append(" and id ")
                    .append(than)
                    .append(" lowest_uuid($")
                    .append(values.size())
                    .append("::timestamptz)");
        }
    }
}
