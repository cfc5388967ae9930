package io.kequn.bench;

import io.kequn.bench.Script.Parameter;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/// Fifty customers of a tag, and fifty members of a segment: the first page, and the thousandth or the last if
/// there are fewer. Each gives the customers.
record ListPages() implements Workload {
    private static final Load.Shape SHAPE = new Load.Shape(16, 1);
    private static final int RULES = 20;
    private static final int PAGE = 50;
    private static final int DEEP = 999;
    private static final String TAG = "t01";

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
        select json_agg(json_build_object('customer', to_json(c), 'since', m.since) order by c.id)::text
        from (select shop_id, customer_id, since from segment_member
              where shop_id = current_setting('app.shop')::int
                and segment_id = (select id from segment where shop_id = current_setting('app.shop')::int and key = $1)
                and customer_id > $2
              order by customer_id limit 50) m
        join customer c on c.shop_id = m.shop_id and c.id = m.customer_id
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

    /// Where a page begins: after a cursor of the API, which is after this id.
    private record Begin(String cursor, UUID position) {}

    private void measure(Stage stage, Report report, Pages pages) throws SQLException {
        long all = stage.owner().number("select count(*) from " + pages.rows());
        int deep = (int) Math.min(DEEP, all / PAGE - 1) / 3 * 3;
        var last = stage.owner()
                .text("select customer_id from " + pages.rows() + " order by customer_id offset " + (deep * PAGE - 1)
                        + " limit 1");
        var first = compare(stage, pages, new Begin("", new UUID(0, 0)));
        report.add(Row.perSecond(title(pages, "first page"), first, ""));
        var further = compare(stage, pages, new Begin(cursor(stage, pages.path(), deep), UUID.fromString(last)));
        double slower = first.ours().perSecond() / further.ours().perSecond();
        report.add(Row.perSecond(
                title(pages, "page " + (deep + 1)),
                further,
                String.format(Locale.ROOT, "%.2f x the first page's time, target <= 1.2", slower)));
    }

    private Row.Title title(Pages pages, String page) {
        return new Row.Title(number(), "50 " + pages.name() + ", " + page, ">= 0.6");
    }

    private static Comparison compare(Stage stage, Pages pages, Begin begin) {
        stage.teach(
                "page",
                Script.select(
                        stage.shop(),
                        pages.bare(),
                        Parameter.of(pages.key()),
                        new Parameter("uuid", begin.position().toString())));
        var read = Call.get(pages.path() + "?limit=" + PAGE + begin.cursor());
        var bare = Call.get("/page");
        return stage.compare(
                SHAPE, () -> stage.ours().send(read), () -> stage.bare().send(bare));
    }

    /// The parameter that leads to the page after so many pages of fifty, by way of larger ones.
    private static String cursor(Stage stage, String path, int pages) {
        var after = "";
        for (int i = 0; i < pages / 3; i++) {
            after = "&after="
                    + stage.api()
                            .get(path + "?limit=" + 3 * PAGE + after)
                            .getJsonObject("page")
                            .getString("next");
        }
        return after;
    }
}
