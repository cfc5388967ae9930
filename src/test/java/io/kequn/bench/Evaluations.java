package io.kequn.bench;

import io.kequn.bench.Script.Parameter;
import io.kequn.bench.Script.Place;
import io.kequn.bench.Script.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What the rules' statement costs the database for one customer and for a batch, in processor time, beside the
/// plainest statement that decides the same rules. Nothing is written. What a transaction costs that selects nothing
/// is taken off both.
record Evaluations(int rules) implements Workload {
    private static final int BATCH = 500;
    private static final String OURS = "evaluation";
    private static final String PLAIN = "prototype";
    private static final String NOTHING = "nothing";

    @Override
    public String number() {
        return "evaluation";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(rules);
        measure(stage, report, 1);
        measure(stage, report, BATCH);
    }

    private void measure(Stage stage, Report report, int size) throws SQLException {
        var script = OrderWrites.record(stage, new Orders(stage.options().customers(), "web"), size);
        var begin = script.steps().getFirst();
        teach(stage, OURS, begin, script.steps().getLast());
        teach(stage, PLAIN, begin, new Step(Prototype.of(stage.shop(), rules), List.of(customers(size))));
        teach(stage, NOTHING, begin, new Step("select 1", List.of()));
        var found = new ArrayList<Cost>();
        for (int run = 0; run < Options.RUNS; run++) {
            double nothing = cost(stage, NOTHING, size);
            found.add(new Cost(cost(stage, OURS, size) - nothing, cost(stage, PLAIN, size) - nothing));
        }
        double ours = Cost.median(found.stream().map(Cost::ours).toList());
        double plain = Cost.median(found.stream().map(Cost::plain).toList());
        var name = rules + " rules, " + (size == 1 ? "one customer" : "each of " + size + " customers");
        var title = new Row.Title(number(), name, size == 1 ? "<= 1.4 ms" : "<= 1 x ceiling");
        report.add(new Row(title, "ms", ours, plain, ours, plain, "", null));
    }

    private record Cost(double ours, double plain) {
        static double median(List<Double> costs) {
            return costs.stream().sorted().toList().get(costs.size() / 2);
        }
    }

    private static Parameter customers(int size) {
        return new Parameter(
                "uuid[]",
                IntStream.range(0, size)
                        .mapToObj(index -> new Place("customer", index))
                        .toList());
    }

    private static void teach(Stage stage, String name, Step begin, Step select) {
        stage.teach(name, new Script(List.of(begin, select), false));
    }

    /// Milliseconds of the database's processor time for each customer, on one connection.
    private static double cost(Stage stage, String name, int size) {
        var orders = new Orders(stage.options().customers(), "web");
        var warmUp = WarmUp.brief(stage.options().time());
        return stage.measure(stage.bare(), new Load.Shape(1, size), warmUp, () -> {
                    var call = size == 1 ? orders.one() : orders.batch(size);
                    return stage.bare().send(Call.post("/" + name, call.mediaType(), call.body()));
                })
                .databaseCpuPerUnit();
    }
}
