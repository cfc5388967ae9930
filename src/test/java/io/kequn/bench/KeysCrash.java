package io.kequn.bench;

import io.kequn.crypto.BlindIndex;
import io.kequn.crypto.Place;
import io.kequn.crypto.Sealer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/// The keys are rotated, and `kill -9` ends the service again and again while it seals everything anew. In the end
/// each customer opens by the newest keys alone and is found by them, and nothing is left that the older one has
/// sealed.
record KeysCrash() implements Workload {
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String JOB = " from job where kind = 'key-rotation' and status ";
    private static final String DONE = "select coalesce(max(done), 0)" + JOB + "= 'running'";
    private static final String ENDED = "select count(*)" + JOB + "not in ('queued', 'running')";
    private static final String SUCCEEDED = "select count(*)" + JOB + "= 'succeeded'";
    private static final String PERSONAL = "select id, personal, email_index from customer";

    /// All columns that may hold what was sealed, as bytes or as Base64 of them, in a query that counts values which
    /// begin as given.
    private static final String COUNTS = """
        select string_agg(
          case t.typname
            when 'bytea' then format(
              'select count(*) n from %I where substring(%I from 1 for 5) = decode(''<hex>'', ''hex'')', c.relname, a.attname)
            else format('select count(*) n from %I where starts_with(%I, ''<text>'')', c.relname, a.attname)
          end, ' union all ')
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid and t.typname in ('bytea', 'text')
        where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
          and exists (select from pg_attribute s where s.attrelid = c.oid and s.attname = 'shop_id')
        """;

    @Override
    public String number() {
        return "keys-crash";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        var types = new JsonArray(List.of("customer.merged.v1"));
        stage.api()
                .post(
                        "/v1/webhooks",
                        new JsonObject()
                                .put("url", "http://127.0.0.1:9/")
                                .put("filter", new JsonObject().put("types", types)));
        if (left(stage) <= stage.options().customers()) {
            throw new IllegalStateException("It is not seen what the older key has sealed");
        }
        var data = Service.DATA_KEYS.withNewKey().usingNewest();
        var index = Service.INDEX_KEYS.withNewKey().usingNewest();
        stage.service()
                .setEnvironment(Map.of(
                        "KEQUN_ENCRYPTION_KEY_SET", data.text(), "KEQUN_ENCRYPTION_INDEX_KEY_SET", index.text()));
        stage.service().crash();
        var cut = new ArrayList<Long>();
        for (int kill = 0; kill < KILLS; kill++) {
            long before = kill == 0 ? 0 : cut.getLast();
            await(stage, DONE, done -> done > before);
            stage.service().kill();
            cut.add(stage.owner().number(DONE));
            stage.service().startAgain();
        }
        await(stage, ENDED, ended -> ended > 0);
        long unread = unread(stage, Sealer.of(data.primaryOnly()), BlindIndex.of(index.primaryOnly()));
        report.add(row(stage, cut, left(stage), unread));
    }

    private Row row(Stage stage, List<Long> cut, long left, long unread) throws SQLException {
        var problems = new ArrayList<String>();
        if (left > 0) {
            problems.add(left + " values are sealed by the older key");
        }
        if (unread > 0) {
            problems.add(unread + " customers are not read or found by the newest keys");
        }
        if (stage.owner().number(SUCCEEDED) != 1) {
            problems.add("the job has not succeeded once");
        }
        return new Row(
                new Row.Title(number(), "keys rotated, killed in the middle: values left or unreadable", "0"),
                "",
                left + unread,
                0,
                Double.NaN,
                Double.NaN,
                "killed after " + cut + " of " + stage.options().customers(),
                problems.isEmpty() ? null : String.join("; ", problems));
    }

    /// How many values the older key has sealed; of what is Base64, three bytes are four characters.
    private static long left(Stage stage) throws SQLException {
        var prefix = ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) 1)
                .putInt(Service.KEYS.sealer().primary())
                .array();
        var counts = stage.owner()
                .text(COUNTS.replace("<hex>", HexFormat.of().formatHex(prefix))
                        .replace("<text>", Base64.getEncoder().encodeToString(Arrays.copyOf(prefix, 3))));
        return stage.owner().number("select sum(n) from (" + counts + ") counted");
    }

    private static long unread(Stage stage, Sealer sealer, BlindIndex index) throws SQLException {
        long read = 0;
        try (var statement = stage.owner().connection().createStatement();
                var rows = statement.executeQuery(PERSONAL)) {
            while (rows.next()) {
                read += isRead(stage.shop(), rows, sealer, index) ? 1 : 0;
            }
        }
        return stage.options().customers() - read;
    }

    private static boolean isRead(int shop, ResultSet row, Sealer sealer, BlindIndex index) throws SQLException {
        var place = new Place("customer.personal", shop, row.getString("id"));
        var email = new JsonObject(sealer.openText(row.getBytes("personal"), place)).getString("email");
        return Arrays.equals(row.getBytes("email_index"), index.of("customer.email", shop, email));
    }

    private static void await(Stage stage, String sql, LongPredicate reached) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.test(stage.owner().number(sql))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The job does not go on");
            }
        }
    }
}
