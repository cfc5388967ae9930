package io.kequn.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;

/// A new segment by rule R, from publication until it is complete, with nobody else at work; and its build once
/// more. The ceiling is the bare insert of its members, by one statement, into the same table.
record SegmentBuilds() implements Workload {
    private static final int RULES = 20;
    private static final String BARE = """
        insert into segment_member (shop_id, segment_id, customer_id, since)
        select c.shop_id, -1, c.id, clock_timestamp() from customer c
        where c.shop_id = %d and c.state = 0 and c.amount_spent > 50000 and c.number_of_orders >= 5
        """;

    @Override
    public String number() {
        return "4";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        var ours = new ArrayList<Timed>();
        var bare = new ArrayList<Timed>();
        for (int run = 0; run < Options.RUNS; run++) {
            var key = "built-" + run;
            ours.add(Timed.of(stage.ours().cpu(), () -> stage.segments().publish(Map.of(key, BenchRules.RULE_R))));
            bare.add(Timed.of(stage.ours().cpu(), () -> stage.owner().run(BARE.formatted(stage.shop()))));
            stage.owner().run("delete from segment_member where segment_id = -1", "vacuum segment_member");
            stage.segments().archive(key);
            stage.segments().awaitBuilds();
        }
        var again = new ArrayList<Timed>();
        for (int run = 0; run < Options.RUNS; run++) {
            again.add(Timed.of(stage.ours().cpu(), () -> stage.segments().rebuild("rule-r")));
        }
        long members = stage.owner()
                .number("select count(*) from segment_member where segment_id = (select id from segment where"
                        + " key = 'rule-r')");
        var title = new Row.Title(number(), "new segment by rule R until complete", "<= 3.5 x ceiling");
        report.add(Row.seconds(title, Timed.median(ours), Timed.median(bare), members + " members"));
        var same = new Row.Title(number(), "the same built again, nothing changes", "<= 0.4 x ceiling");
        report.add(Row.seconds(same, Timed.median(again), Timed.median(bare), ""));
    }
}
