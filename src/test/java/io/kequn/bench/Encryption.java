package io.kequn.bench;

import io.kequn.crypto.Place;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// What it costs that personal values are sealed: the processor time that opening, or sealing and indexing, the
/// values of one customer takes by itself, as part of what a request that does so costs the service and the
/// database.
record Encryption() implements Workload {
    private static final int ROUNDS = 200_000;
    private static final Load.Shape SHAPE = new Load.Shape(16, 1);
    private static final AtomicLong SENT = new AtomicLong();

    @Override
    public String number() {
        return "encryption";
    }

    @Override
    public void run(Stage stage, Report report) {
        var random = new Random(1);
        var place =
                new Place("customer.personal", stage.shop(), Dataset.customer(1).toString());
        var plain = new JsonObject()
                .put("name", "Customer 1")
                .put("email", "customer-1@example.com")
                .put("phone", "+8613800000001")
                .put("address", "1 Example Road, Xuhui, Shanghai")
                .encode();
        var sealed = Service.KEYS.sealer().seal(plain, place);
        double open = millis(() -> Service.KEYS.sealer().openText(sealed, place).length());
        double seal = millis(() -> Service.KEYS.sealer().seal(plain, place).length
                + Service.KEYS.index().of("customer.email", stage.shop(), "customer-1@example.com").length
                + Service.KEYS.index().of("customer.phone", stage.shop(), "+8613800000001").length);
        var reads = stage.measure(
                stage.ours(),
                SHAPE,
                WarmUp.COLD,
                () -> stage.ours().send(Call.get("/v1/customers/" + CardReads.any(stage, random))));
        report.add(row("reading a customer", open, reads));
        var writes = stage.measure(
                stage.ours(), SHAPE, WarmUp.COLD, () -> stage.ours().send(write(CardReads.any(stage, random))));
        report.add(row("changing a customer's e-mail address", open + seal, writes));
        int bytes = plain.getBytes(StandardCharsets.UTF_8).length;
        var size = new Row.Title(number(), "bytes of a sealed profile (ceiling: in clear)", "");
        report.add(new Row(size, "B", sealed.length, bytes, Double.NaN, Double.NaN, "", null));
    }

    /// The ratio is what a request would cost without, of what it costs.
    private Row row(String name, double crypto, Measured measured) {
        double all = measured.cpuPerUnit();
        return new Row(
                new Row.Title(number(), name + ", with and without encryption", ">= 0.95"),
                "ms CPU",
                all - crypto,
                all,
                all,
                Double.NaN,
                String.format(Locale.ROOT, "encryption %.4f ms, %.1f %%", crypto, 100 * crypto / all),
                measured.firstError());
    }

    private static Call write(String customer) {
        var body = new JsonObject().put("email", "changed-" + SENT.incrementAndGet() + "@example.com");
        return new Call(HttpMethod.PATCH, "/v1/customers/" + customer, "application/merge-patch+json", body.toBuffer());
    }

    private interface Work {
        int run();
    }

    /// Milliseconds of processor time of one, after as many to warm up.
    private static double millis(Work work) {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        long begin = 0;
        for (int i = -ROUNDS; i < ROUNDS; i++) {
            if (i == 0) {
                begin = threads.getCurrentThreadCpuTime();
            }
            sum += work.run();
        }
        long used = threads.getCurrentThreadCpuTime() - begin;
        if (sum == 0) {
            throw new IllegalStateException("Nothing was sealed.");
        }
        return used / 1e6 / ROUNDS;
    }
}
