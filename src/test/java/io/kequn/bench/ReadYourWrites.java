package io.kequn.bench;

import io.kequn.bench.Script.Parameter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;

/// One order that makes its customer a member of a segment, until the membership shows: on the customer, and in
/// the segment's list. Asks again until it does, on one connection. The order is then cancelled, which is not
/// measured, and leaves the segment empty for the next.
record ReadYourWrites(int rules) implements Workload {
    private static final Load.Shape ALONE = new Load.Shape(1, 1);
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
        var toRecord = Orders.toRecord(1, stage.options().customers());
        int recorded = toRecord.keySet().iterator().next();
        var id = toRecord.get(recorded);
        stage.teach("v1/orders", stage.record(toRecord, () -> stage.ours().sendNow(orders.one(recorded, id))));
        stage.ours().sendNow(Orders.cancel(id));
        stage.teach("segments", Script.select(stage.shop(), ON_CUSTOMER, Parameter.customer()));
        stage.teach("members", Script.select(stage.shop(), IN_LIST, Parameter.of(BenchRules.PROBE)));
        var members = "/v1/segments/" + BenchRules.PROBE + "/members?limit=1";
        measure(
                new Ask(
                        stage.ours(),
                        customer -> "/v1/customers/" + Dataset.customer(customer) + "/segments",
                        customer -> BenchRules.PROBE),
                new Ask(stage.bare(), customer -> "/segments?customer=" + customer, customer -> BenchRules.PROBE),
                new Place(stage, report, orders, "on the customer"));
        measure(
                new Ask(
                        stage.ours(),
                        customer -> members,
                        customer -> Dataset.customer(customer).toString()),
                new Ask(
                        stage.bare(),
                        customer -> "/members",
                        customer -> Dataset.customer(customer).toString()),
                new Place(stage, report, orders, "in the list"));
    }

    /// Something that depends on the customer's number.
    private interface Of {
        String customer(int number);
    }

    /// Where to look, and what shows that the customer is a member.
    private record Ask(Target target, Of path, Of sign) {}

    private record Place(Stage stage, Report report, Orders orders, String name) {}

    private void measure(Ask ours, Ask bare, Place place) {
        var found = place.stage().compare(ALONE, () -> shown(ours, place), () -> shown(bare, place));
        var name = "an order until it shows " + place.name() + ", " + rules + " rules";
        place.report().add(Row.latency(new Row.Title(number(), name, "<= 3, p99 <= 15"), found));
    }

    private static Future<Load.Rest> shown(Ask ask, Place place) {
        int customer = place.orders().anyCustomer();
        var id = Orders.newId();
        return ask.target()
                .send(place.orders().one(customer, id))
                .compose(stored -> until(ask, customer, MOST_READS))
                .transform(shown -> shown.succeeded()
                        ? Future.succeededFuture(() -> place.stage().ours().send(Orders.cancel(id)))
                        : place.stage()
                                .ours()
                                .send(Orders.cancel(id))
                                .transform(gone -> Future.failedFuture(shown.cause())));
    }

    private static Future<Buffer> until(Ask ask, int customer, int reads) {
        var read = Call.get(ask.path().customer(customer));
        var sign = ask.sign().customer(customer);
        if (reads == 0) {
            throw new Target.WrongAnswer(read.path() + " does not show " + sign);
        }
        return ask.target()
                .send(read)
                .compose(answer -> answer.toString().contains(sign)
                        ? Future.succeededFuture(answer)
                        : until(ask, customer, reads - 1));
    }
}
