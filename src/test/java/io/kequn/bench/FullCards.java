package io.kequn.bench;

import io.kequn.bench.Script.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A customer's card with all its parts: profile, tags, segments, layers, levels, benefits and points.
/// The ceiling runs the very statement that the service was seen to send, and gives the row's columns as they are.
record FullCards() implements Workload {
    private static final List<Integer> TERMS = List.of(100, 300, 600);

    @Override
    public String number() {
        return "card";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(CardReads.RULES);
        Report.say("Giving points, layers and levels to everybody …");
        PointsWrites.fill(stage);
        stage.segments().divide("value", List.of("amount_spent > 600", "amount_spent > 100"));
        stage.segments().rank("member", TERMS);
        stage.owner().run("vacuum (analyze) customer_level", "vacuum (analyze) layer_member");
        stage.teach("full-card", script(stage));
        var random = new Random(1);
        var cards = stage.compare(
                CardReads.SHAPE,
                () -> stage.ours().send(ours(CardReads.any(stage, random))),
                () -> CardReads.bare(stage, "full-card", random));
        report.add(Row.perSecond(
                new Row.Title(number(), "REST card, all parts, 16 connections", ">= 0.5"), cards, "the same SQL"));
    }

    private static Script script(Stage stage) throws SQLException {
        int customer = stage.options().customers();
        var call = ours(Dataset.customer(customer).toString());
        stage.ours().sendNow(call);
        var recorded = stage.recordRead(customer, () -> stage.ours().sendNow(call));
        var steps = new ArrayList<>(recorded.steps());
        steps.add(new Step("commit", List.of()));
        return new Script(steps, false);
    }

    private static Call ours(String customer) {
        return Call.get("/v1/customers/" + customer + "/card");
    }
}
