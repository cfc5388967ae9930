package io.kequn.bench;

import io.kequn.bench.Script.Parameter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Random;

/// The card's fields over GraphQL, by one request.
record GraphQLCards() implements Workload {
    private static final String QUERY = """
        query Card($id: ID!) { customer(id: $id) {
          id version createdAt updatedAt name firstName lastName email phone country region city district language
          gender occupation incomeBand birthDate age emailConsent smsConsent pushConsent accountStatus
          acquisitionChannel registeredAt lastSeenAt numberOfOrders amountSpent { amount currency }
          refundedAmount { amount currency } averageOrderValue { amount currency } firstOrderDate lastOrderDate
          daysBetweenOrders custom identities { source externalId }
          tags { key name assignedAt } segments { key name since } } }
        """;

    @Override
    public String number() {
        return "2";
    }

    @Override
    public void run(Stage stage, Report report) throws Exception {
        stage.publish(CardReads.RULES);
        stage.teach("card", Script.select(stage.shop(), CardReads.CARD, Parameter.customer()));
        var random = new Random(2);
        var found = stage.compare(
                CardReads.SHAPE,
                () -> query(stage, CardReads.any(stage, random)),
                () -> CardReads.bare(stage, "card", random));
        report.add(Row.perSecond(new Row.Title(number(), "GraphQL card, 16 connections", ">= 0.25"), found, ""));
    }

    private static Future<Buffer> query(Stage stage, String customer) {
        var body = new JsonObject().put("query", QUERY).put("variables", new JsonObject().put("id", customer));
        return stage.ours()
                .send(Call.post("/graphql", "application/json", body.toBuffer()))
                .map(GraphQLCards::withoutErrors);
    }

    private static Buffer withoutErrors(Buffer answer) {
        if (!answer.toString().contains("\"tags\":")) {
            throw new Target.WrongAnswer("GraphQL: " + answer);
        }
        return answer;
    }
}
