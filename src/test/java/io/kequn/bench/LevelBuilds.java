package io.kequn.bench;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A level program over all customers, from publication until everyone stands where it says: the first time,
/// with terms that move a part of them, and once more with terms that move nobody. The ceiling is the bare
/// statement that writes the same standings into the same table: no locks, no change log, no history.
record LevelBuilds() implements Workload {
    private static final List<Integer> TERMS = List.of(100, 300, 600);
    private static final List<Integer> OTHERS = List.of(150, 350, 650);

    private static final String INSERT = """
        insert into customer_level (shop_id, level_program_id, customer_id, qualified_id, qualified_since, level_id, since)
        select c.shop_id, -1, c.id, c.level, clock_timestamp(), c.level, clock_timestamp()
        from (select shop_id, id, %s level from customer where shop_id = %d and state = 0) c
        """;
    private static final String UPDATE = """
        update customer_level cl set qualified_id = c.level, qualified_since = clock_timestamp(), level_id = c.level,
          since = clock_timestamp()
        from (select shop_id, id, %s level from customer where shop_id = %d and state = 0) c
        where cl.shop_id = c.shop_id and cl.customer_id = c.id and cl.level_program_id = -1 and cl.level_id <> c.level
        """;
    private static final String STANDINGS = "select count(*) from customer_level where level_program_id <> -1";

    @Override
    public String number() {
        return "levels";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        var ours = new Runs();
        var bare = new Runs();
        long moved = 0;
        for (int run = 0; run < Options.RUNS; run++) {
            var key = "program_" + run;
            var cpu = stage.ours().cpu();
            ours.first.add(Timed.of(cpu, () -> stage.segments().rank(key, TERMS)));
            bare.first.add(Timed.of(cpu, () -> stage.owner().run(INSERT.formatted(levels(TERMS), stage.shop()))));
            ours.change.add(Timed.of(cpu, () -> stage.segments().rank(key, OTHERS)));
            bare.change.add(Timed.of(cpu, () -> stage.owner().run(UPDATE.formatted(levels(OTHERS), stage.shop()))));
            ours.same.add(Timed.of(cpu, () -> stage.segments().rank(key, OTHERS)));
            moved = stage.owner().number("select count(*) from change where kind = 'level' and operation = 'updated'");
            clear(stage, key);
        }
        var first = new Row.Title(number(), "new level program over all customers", "<= 3.5 x ceiling");
        report.add(Row.seconds(first, Timed.median(ours.first), Timed.median(bare.first), ""));
        var change = new Row.Title(number(), "other terms, which move a part of them", "<= 3.5 x ceiling");
        var note = moved / Options.RUNS + " moved";
        report.add(Row.seconds(change, Timed.median(ours.change), Timed.median(bare.change), note));
        var same = new Row.Title(number(), "the same built again, nothing changes", "<= 0.4 x ceiling of the first");
        report.add(Row.seconds(same, Timed.median(ours.same), Timed.median(bare.first), ""));
    }

    private record Runs(List<Timed> first, List<Timed> change, List<Timed> same) {
        Runs() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Amounts are stored in cents.
    private static String levels(List<Integer> least) {
        var cases = new StringBuilder("case");
        for (int rank = least.size(); rank > 0; rank--) {
            cases.append(" when amount_spent >= %d then %d".formatted(least.get(rank - 1) * 100, rank + 1));
        }
        return cases.append(" else 1 end").toString();
    }

    private static void clear(Stage stage, String key) throws SQLException {
        stage.api().post("/v1/level-programs/" + key + "/archive", new JsonObject());
        while (stage.owner().number(STANDINGS) > 0) {
            Pause.briefly();
        }
        stage.owner().run("delete from customer_level where level_program_id = -1", "vacuum customer_level");
    }
}
