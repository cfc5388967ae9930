package io.kequn.bench;

import io.kequn.bench.Script.Parameter;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/// Fifty customers of a tag, and fifty members of a segment: the first page, and the thousandth or the last if there
/// are
/// fewer. A page of a segment's members gives their ids today, one of a tag's gives the customers.
record ListPages() implements Workload {
    private static final int CONNECTIONS = 16;
    private static final int RULES = 20;
    private static final int PAGE = 50;
    private static final int DEEP = 999;
    private static final String TAG = "t01";
    private static final UUID BEGIN = new UUID(0, 0);

    private static final String OF_TAG = """
        select json_agg(json_build_object('customer', to_json(c), 'assignedAt', ct.assigned_at) order by c.id)::text
        from (select shop_id, customer_id, assigned_at from customer_tag
              where shop_id = current_setting('app.shop')::int
                and tag_id = (select id from tag where shop_id = current_setting('app.shop')::int and key = $1)
                and customer_id > $2
              order by customer_id limit 50) ct
        join customer c on c.shop_id = ct.shop_id and c.id = ct.customer_id
        """;
    private static final String OF_SEGMENT = """
        select json_agg(json_build_object('customerId', m.customer_id, 'since', m.since))::text
        from (select customer_id, since from segment_member
              where shop_id = current_setting('app.shop')::int
                and segment_id = (select id from segment where shop_id = current_setting('app.shop')::int and key = $1)
                and customer_id > $2
              order by customer_id limit 50) m
        """;
    private static final String TAG_ROWS = "customer_tag where tag_id = (select id from tag where key = '" + TAG + "')";
    private static final String SEGMENT_ROWS =
            "segment_member where segment_id = (select id from segment where key = '" + BenchRules.MANY + "')";

    @Override
    public String number() {
        return "3";
    }

    /// A list: its address in the API, how the ceiling reads a page, and all its rows.
    private record Pages(String name, String path, String key, String bare, String rows) {}

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        measure(
                stage,
                report,
                new Pages("customers of a tag", "/v1/tags/" + TAG + "/customers", TAG, OF_TAG, TAG_ROWS));
        measure(
                stage,
                report,
                new Pages(
                        "members of a segment",
                        "/v1/segments/" + BenchRules.MANY + "/members",
                        BenchRules.MANY,
                        OF_SEGMENT,
                        SEGMENT_ROWS));
    }

    private void measure(Stage stage, Report report, Pages pages) throws SQLException {
        long all = stage.owner().number("select count(*) from " + pages.rows());
        int deep = (int) Math.min(DEEP, all / PAGE - 1) / 3 * 3;
        double first = measure(stage, report, pages, "first page", "", BEGIN, 0);
        var position = UUID.fromString(stage.owner()
                .text("select customer_id from " + pages.rows() + " order by customer_id offset " + (deep * PAGE - 1)
                        + " limit 1"));
        measure(
                stage,
                report,
                pages,
                "page " + (deep + 1),
                "&after=" + cursor(stage, pages.path(), deep),
                position,
                first);
    }

    private double measure(
            Stage stage, Report report, Pages pages, String page, String after, UUID position, double first) {
        stage.teach(
                "page",
                Script.select(pages.bare(), Parameter.of(pages.key()), new Parameter("uuid", position.toString())));
        var read = Call.get(pages.path() + "?limit=" + PAGE + after);
        var bare = Call.get("/page");
        var found = stage.compare(
                CONNECTIONS,
                1,
                () -> stage.ours().send(read),
                () -> stage.bare().send(bare));
        double perSecond = Measured.median(found.ours()).perSecond();
        var note = first == 0
                ? ""
                : String.format(Locale.ROOT, "%.2f x the first page's time, target <= 1.2", first / perSecond);
        report.throughput(number(), "50 " + pages.name() + ", " + page, "/s", found, ">= 0.6", note);
        return perSecond;
    }

    /// The cursor after so many pages of fifty, by way of larger ones.
    private static String cursor(Stage stage, String path, int pages) {
        var after = "";
        for (int i = 0; i < pages / 3; i++) {
            after = "&after="
                    + stage.api()
                            .get(path + "?limit=" + 3 * PAGE + after)
                            .getJsonObject("page")
                            .getString("next");
        }
        return after.replace("&after=", "");
    }
}
