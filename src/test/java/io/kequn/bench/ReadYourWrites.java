package io.kequn.bench;

import io.kequn.bench.Script.Parameter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;

/// One order that makes its customer a member of a segment, until the membership shows: on the customer, and in the
/// segment's list. Asks again until it does, on one connection.
record ReadYourWrites(int rules) implements Workload {
    private static final int MOST_READS = 1_000;
    private static final String ON_CUSTOMER = """
        select json_agg(json_build_object('key', s.key, 'name', s.name, 'since', m.since))::text
        from segment_member m join segment s on s.id = m.segment_id
        where m.shop_id = current_setting('app.shop')::int and m.customer_id = $1
        """;
    private static final String IN_LIST = """
        select json_build_object('customerId', m.customer_id, 'since', m.since)::text
        from segment_member m
        where m.shop_id = current_setting('app.shop')::int
          and m.segment_id = (select id from segment where shop_id = current_setting('app.shop')::int and key = $1)
        order by m.customer_id limit 1
        """;

    @Override
    public String number() {
        return "7";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(rules);
        var orders = new Orders(stage.options().customers(), BenchRules.PROBE);
        var toRecord = Orders.toRecord(1, stage.newcomer());
        int recorded = toRecord.keySet().iterator().next();
        stage.teach(
                "v1/orders",
                stage.record(toRecord, () -> stage.ours().sendNow(orders.one(recorded, toRecord.get(recorded)))));
        stage.teach("segments", Script.select(ON_CUSTOMER, Parameter.customer()));
        stage.teach("members", Script.select(IN_LIST, Parameter.of(BenchRules.PROBE)));
        measure(
                stage,
                report,
                orders,
                "on the customer",
                customer -> "/v1/customers/" + Dataset.customer(customer) + "/segments",
                customer -> "/segments?customer=" + customer,
                ignored -> BenchRules.PROBE);
        measure(
                stage,
                report,
                orders,
                "in the list",
                ignored -> "/v1/segments/" + BenchRules.PROBE + "/members?limit=1",
                ignored -> "/members",
                customer -> Dataset.customer(customer).toString());
    }

    /// Something that depends on the customer's number.
    private interface Of {
        String customer(int number);
    }

    private void measure(Stage stage, Report report, Orders orders, String where, Of ours, Of bare, Of sign) {
        var found = stage.compare(
                1,
                1,
                () -> shown(stage.ours(), orders, stage.newcomer(), ours, sign),
                () -> shown(stage.bare(), orders, stage.newcomer(), bare, sign));
        report.latency(
                number(), "an order until it shows " + where + ", " + rules + " rules", found, "<= 3, p99 <= 15");
    }

    private static Future<Buffer> shown(Target target, Orders orders, int customer, Of path, Of sign) {
        return target.send(orders.one(customer))
                .compose(stored ->
                        until(target, Call.get(path.customer(customer)), sign.customer(customer), MOST_READS));
    }

    private static Future<Buffer> until(Target target, Call read, String sign, int reads) {
        if (reads == 0) {
            throw new Target.WrongAnswer(read.path() + " does not show " + sign);
        }
        return target.send(read)
                .compose(answer -> answer.toString().contains(sign)
                        ? Future.succeededFuture(answer)
                        : until(target, read, sign, reads - 1));
    }
}
