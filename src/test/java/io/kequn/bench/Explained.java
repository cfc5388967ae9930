package io.kequn.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Why a customer is in a segment or not, with the nearest change: any customer, any of the rules, one
/// connection. The ceiling is one read of the customer's row.
record Explained() implements Workload {
    private static final Load.Shape ALONE = new Load.Shape(1, 1);
    private static final int RULES = 20;

    @Override
    public String number() {
        return "explain";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        stage.teach("profile", Script.select(stage.shop(), CardReads.PROFILE, Script.Parameter.customer()));
        var keys = new ArrayList<>(BenchRules.first(RULES).keySet());
        var random = new Random(14);
        var found = stage.compare(
                ALONE, () -> explain(stage, keys, random), () -> CardReads.bare(stage, "profile", random));
        report.add(Row.latency(new Row.Title(number(), "explanation of a membership", "<= 10 ms"), found));
    }

    private static Future<Buffer> explain(Stage stage, List<String> keys, Random random) {
        var key = keys.get(random.nextInt(keys.size()));
        return stage.ours()
                .send(Call.get("/v1/segments/" + key + "/members/" + CardReads.any(stage, random) + "/explanation"));
    }
}
