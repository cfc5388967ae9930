package io.kequn.bench;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;

/// The preview of a rule that nobody has saved: its exact count, its samples, the counts of its conditions. The
/// ceiling is the bare count.
record Previews() implements Workload {
    private static final int WARM_UPS = 3;
    private static final int RUNS = 9;
    private static final String BARE = """
        select count(*) from customer c
        where c.shop_id = %d and c.state = 0 and c.amount_spent > 50000 and c.number_of_orders >= 5
        """;

    @Override
    public String number() {
        return "5";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        var ours = new ArrayList<Timed>();
        var bare = new ArrayList<Timed>();
        long counted = 0;
        for (int run = -WARM_UPS; run < RUNS; run++) {
            var preview = Timed.of(stage.ours().cpu(), () -> preview(stage));
            var count = Timed.of(stage.ours().cpu(), () -> stage.owner().number(BARE.formatted(stage.shop())));
            if (run >= 0) {
                ours.add(preview);
                bare.add(count);
            }
        }
        counted = preview(stage);
        var title = new Row.Title(number(), "preview of rule R", "<= 2 x ceiling");
        report.add(Row.seconds(title, Timed.median(ours), Timed.median(bare), counted + " counted"));
    }

    private static long preview(Stage stage) {
        return stage.api()
                .post("/v1/segments/preview", new JsonObject().put("rule", BenchRules.RULE_R))
                .getLong("count");
    }
}
