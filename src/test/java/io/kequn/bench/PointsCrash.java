package io.kequn.bench;

import io.kequn.points.PointsLaw;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;

/// Writers earn, redeem, freeze and give points of few customers, and repeat every command under its key until
/// it is answered, while `kill -9` ends the service again and again. In the end no point is made or lost, and
/// what was answered has happened once. How many commands, the time that a measurement takes says.
record PointsCrash() implements Workload {
    private static final int WRITERS = 16;
    private static final int COMMANDS_A_SECOND = 2_000;
    private static final int KILLS = 3;

    /// A command's entries carry its key as their reason; a gift has one on either side.
    private static final String APPLIED = """
        select count(*) from unnest(?::text[], ?::int[]) as sent (key, times)
        where times <> (
          select count(*) from points_entry e
          where e.shop_id = current_setting('app.shop')::int and e.reason = sent.key and e.kind <> 'transfer_in')
        """;

    @Override
    public String number() {
        return "points-crash";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        int commands = Math.toIntExact(stage.options().time().toMillis() * COMMANDS_A_SECOND / 1_000);
        var writers = new PointsWriters(stage, WRITERS, commands);
        for (int kill = 1; kill <= KILLS; kill++) {
            writers.awaitAnswered(commands / (KILLS + 1) * kill);
            stage.service().crash();
        }
        writers.awaitAnswered(commands);
        long unlike = unlike(stage, writers.answered());
        long broken = broken(stage);
        var problems = new ArrayList<String>();
        if (unlike > 0) {
            problems.add(unlike + " commands were not applied as they were answered");
        }
        if (broken > 0) {
            problems.add(broken + " accounts, lots or entries do not add up");
        }
        var title = new Row.Title(number(), "points: commands not applied once + sums that do not add up", "0");
        report.add(new Row(
                title,
                "",
                unlike + broken,
                0,
                Double.NaN,
                Double.NaN,
                commands + " commands, " + KILLS + " kills, " + writers.repeated() + " repeated",
                problems.isEmpty() ? null : String.join("; ", problems)));
    }

    static long unlike(Stage stage, Map<String, Integer> answered) throws SQLException {
        var keys = new ArrayList<String>();
        var times = new ArrayList<Integer>();
        answered.forEach((key, status) -> {
            keys.add(key);
            times.add(status == 200 ? 1 : 0);
        });
        var connection = stage.owner().connection();
        try (var statement = connection.prepareStatement(APPLIED)) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            statement.setArray(2, connection.createArrayOf("int4", times.toArray()));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    static long broken(Stage stage) throws SQLException {
        var law = PointsLaw.BROKEN.replace("$1", "(select key from shop where id = " + stage.shop() + ")");
        return stage.owner().number("select count(*) from (" + law + ") broken");
    }
}
