package io.kequn.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// A CSV file of new customers with tags, from the first byte sent until the import has ended, while 20 rules are live.
/// The ceiling copies the rows that came of it, as they are, into empty tables with the same indexes.
record Imports() implements Workload {
    private static final int RULES = 20;
    private static final int MOST = 100_000;
    private static final Set<String> RUNNING = Set.of("waiting", "queued", "running");
    private static final List<String> TABLES = List.of("customer", "customer_identity", "customer_tag");

    @Override
    public String number() {
        return "11";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        int rows = Math.min(MOST, stage.options().customers());
        var ours = new ArrayList<Timed>();
        var bare = new ArrayList<Timed>();
        for (int run = 0; run < Options.RUNS; run++) {
            var source = "file-" + run;
            var file = file(rows, run);
            ours.add(Timed.of(stage.ours().cpu(), () -> load(stage, source, file, rows)));
            bare.add(copy(stage, source));
        }
        forget(stage);
        var median = Timed.median(ours);
        var ceiling = Timed.median(bare);
        report.add(new Row(
                new Row.Title(number(), "import of customers with tags, CSV, 20 rules", ">= 20,000/s"),
                "/s",
                rows / median.seconds(),
                rows / ceiling.seconds(),
                median.cpu().millis() / rows,
                ceiling.cpu().database() / rows,
                String.format(Locale.ROOT, "%,d rows", rows),
                null));
    }

    /// The shop is as large as before for whatever is measured next.
    private static void forget(Stage stage) throws SQLException {
        stage.owner()
                .run(
                        "create temp table imported as select customer_id from customer_identity where source like 'file-%'");
        for (var table : List.of("segment_member", "customer_tag", "customer_identity")) {
            stage.owner().run("delete from " + table + " where customer_id in (select customer_id from imported)");
        }
        stage.owner()
                .run(
                        "delete from customer where id in (select customer_id from imported)",
                        "drop table imported",
                        "vacuum analyze");
    }

    private static byte[] file(int rows, int run) {
        var random = new Random(run);
        var file = new StringBuilder("id,name,email,country,city,born,tags\n");
        for (int row = 1; row <= rows; row++) {
            file.append(row)
                    .append(",New ")
                    .append(row)
                    .append(",new-")
                    .append(run)
                    .append('-')
                    .append(row);
            file.append("@example.org,CN,City ")
                    .append(row % 40)
                    .append(",19")
                    .append(50 + row % 50)
                    .append("-03-01,");
            for (int tag = 1; tag <= Dataset.TAGS; tag++) {
                if (random.nextDouble() < 0.6446 / tag) {
                    file.append(tag < 10 ? "t0" : "t").append(tag).append('|');
                }
            }
            file.append('\n');
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void load(Stage stage, String source, byte[] file, int rows) {
        var id = stage.api().post("/v1/imports", spec(source)).getString("id");
        var path = "/v1/imports/" + id;
        stage.api()
                .answer(
                        "PUT " + path,
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + stage.api().port() + path + "/content"))
                                .header("Authorization", "Bearer " + stage.api().key())
                                .header("Content-Type", "text/csv")
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(file))
                                .build());
        var state = stage.api().get(path);
        while (RUNNING.contains(state.getString("status"))) {
            Pause.briefly();
            state = stage.api().get(path);
        }
        if (!state.getString("status").equals("succeeded") || state.getLong("created") != rows) {
            throw new IllegalStateException("The import has ended so: " + state);
        }
    }

    private static JsonObject spec(String source) {
        var mapping = new JsonArray();
        List.of("externalId:id", "name:name", "email:email", "country:country", "city:city", "birthDate:born")
                .forEach(pair -> mapping.add(column(pair.split(":"))));
        mapping.add(column("tags", "tags").put("separator", "|"));
        return new JsonObject()
                .put("kind", "customers")
                .put("format", "csv")
                .put("source", source)
                .put("mapping", mapping);
    }

    private static JsonObject column(String... targetAndColumn) {
        return new JsonObject().put("to", targetAndColumn[0]).put("column", targetAndColumn[1]);
    }

    /// Writing is what is timed, not reading.
    private static Timed copy(Stage stage, String source) throws SQLException {
        var seconds = 0.0;
        var cpu = new Cpu(0, 0);
        for (var table : TABLES) {
            stage.owner().run("drop table if exists copied", "create table copied (like " + table + " including all)");
            var rows = new ByteArrayOutputStream();
            var column = table.equals("customer") ? "id" : "customer_id";
            var postgres = stage.owner().copies();
            try {
                postgres.copyOut(
                        "copy (select * from " + table + " where " + column
                                + " in (select customer_id from customer_identity where source = '" + source
                                + "') order by " + column + ") to stdout",
                        rows);
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
            var timed = Timed.of(
                    stage.ours().cpu(),
                    () -> postgres.copyIn("copy copied from stdin", new ByteArrayInputStream(rows.toByteArray())));
            seconds += timed.seconds();
            cpu = new Cpu(
                    cpu.server() + timed.cpu().server(),
                    cpu.database() + timed.cpu().database());
        }
        stage.owner().run("drop table copied");
        return new Timed(seconds, cpu);
    }
}
