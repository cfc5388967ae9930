package io.kequn.bench;

import io.kequn.bench.Script.Parameter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Random;

/// A customer's card by id: profile, tags and segments; the profile alone is measured, too. The ceiling is one
/// statement that builds all of it in the database.
record CardReads() implements Workload {
    static final Load.Shape SHAPE = new Load.Shape(16, 1);
    static final int RULES = 20;

    static final String PROFILE = """
        select json_build_object('customer', to_json(c), 'identities',
          (select json_agg(json_build_object('source', i.source, 'externalId', i.external_id))
             from customer_identity i where i.shop_id = c.shop_id and i.customer_id = c.id))::text
        from customer c where c.shop_id = current_setting('app.shop')::int and c.id = $1
        """;
    static final String CARD = """
        select json_build_object('customer', to_json(c), 'identities',
          (select json_agg(json_build_object('source', i.source, 'externalId', i.external_id))
             from customer_identity i where i.shop_id = c.shop_id and i.customer_id = c.id),
          'tags', (select json_agg(json_build_object('key', t.key, 'name', t.name, 'assignedAt', ct.assigned_at) order by t.key)
             from customer_tag ct join tag t on t.id = ct.tag_id
             where ct.shop_id = c.shop_id and ct.customer_id = c.id),
          'segments', (select json_agg(json_build_object('key', s.key, 'name', s.name, 'since', m.since) order by s.key)
             from segment_member m join segment s on s.id = m.segment_id
             where m.shop_id = c.shop_id and m.customer_id = c.id))::text
        from customer c where c.shop_id = current_setting('app.shop')::int and c.id = $1
        """;

    @Override
    public String number() {
        return "1";
    }

    @Override
    public void run(Stage stage, Report report) throws Exception {
        stage.publish(RULES);
        stage.teach("profile", Script.select(stage.shop(), PROFILE, Parameter.customer()));
        stage.teach("card", Script.select(stage.shop(), CARD, Parameter.customer()));
        var random = new Random(1);
        var profiles = stage.compare(
                SHAPE,
                () -> stage.ours().send(Call.get("/v1/customers/" + any(stage, random))),
                () -> bare(stage, "profile", random));
        report.add(Row.perSecond(title("REST customer by id"), profiles, ""));
        var cards = stage.compare(
                SHAPE,
                () -> stage.ours().send(Call.get("/v1/customers/" + any(stage, random) + "/card")),
                () -> bare(stage, "card", random));
        report.add(Row.perSecond(title("REST card"), cards, ""));
    }

    private Row.Title title(String name) {
        return new Row.Title(number(), name + ", 16 connections", ">= 0.5");
    }

    static String any(Stage stage, Random random) {
        return Dataset.customer(number(stage, random)).toString();
    }

    /// The card from the ceiling.
    static Future<Buffer> bare(Stage stage, String script, Random random) {
        return stage.bare().send(Call.get("/" + script + "?customer=" + number(stage, random)));
    }

    private static int number(Stage stage, Random random) {
        return 1 + random.nextInt(stage.options().customers());
    }
}
