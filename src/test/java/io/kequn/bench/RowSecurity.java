package io.kequn.bench;

import java.sql.SQLException;
import java.util.Random;

/// What it costs that the database itself keeps shops apart: the same requests with row-level security and without it,
/// by the same service in turns. Every statement names its shop anyway, so that the answers are the same. Telling the
/// database the shop, once a transaction, is in both.
record RowSecurity() implements Workload {
    private static final int RULES = 20;
    private static final String TARGET = ">= 0.9";
    private static final Load.Shape SINGLE = new Load.Shape(16, 1);
    private static final Load.Shape BATCHES = new Load.Shape(2, 500);

    /// The partitions are asked through their tables.
    private static final String SWITCH = """
        do $$
        declare each record;
        begin
          for each in select oid::regclass as name from pg_class
            where relrowsecurity <> %1$s and not relispartition
              and oid in (select polrelid from pg_policy)
          loop
            execute format('alter table %%s %2$s row level security', each.name);
          end loop;
        end
        $$
        """;

    @Override
    public String number() {
        return "row-security";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        var random = new Random(1);
        var orders = new Orders(stage.options().customers(), "web");
        try {
            measure(
                    stage,
                    report,
                    SINGLE,
                    "REST card",
                    () -> stage.ours().send(Call.get("/v1/customers/" + CardReads.any(stage, random) + "/card")));
            measure(
                    stage,
                    report,
                    SINGLE,
                    "50 customers of a tag",
                    () -> stage.ours().send(Call.get("/v1/tags/t0" + (1 + random.nextInt(9)) + "/customers?limit=50")));
            measure(
                    stage,
                    report,
                    SINGLE,
                    "orders one by one",
                    () -> stage.ours().send(orders.one()));
            measure(
                    stage,
                    report,
                    BATCHES,
                    "orders in batches of 500",
                    () -> stage.ours().send(orders.batch(BATCHES.units())).map(Orders::allStored));
        } finally {
            secured(stage, true);
        }
    }

    private static void measure(Stage stage, Report report, Load.Shape shape, String name, Load.Task task) {
        var found = stage.compare(
                shape,
                new Stage.Side(stage.ours(), task, () -> secured(stage, true)),
                new Stage.Side(stage.ours(), task, () -> secured(stage, false)));
        var title = new Row.Title("row-security", name + ", " + shape.connections() + " connections", TARGET);
        report.add(Row.perSecond(title, found, "the ceiling is without"));
    }

    private static void secured(Stage stage, boolean on) {
        try {
            stage.owner().run(SWITCH.formatted(on, on ? "enable" : "disable"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
