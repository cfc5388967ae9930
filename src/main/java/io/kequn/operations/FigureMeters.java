package io.kequn.operations;

import io.kequn.evaluation.LiveRules;
import io.kequn.operations.Figure.Kind;
import io.kequn.platform.job.DueWork;
import io.kequn.platform.job.JobHandler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows [Figures] as meters. Their labels are kinds of work, of which there are as many as the service has, whatever
/// shops and customers there are. Before the database has answered, they are not numbers.
@Singleton
class FigureMeters {
    private final Figures figures;
    private final LiveRules rules;
    private final MeterRegistry meters;
    private final List<String> dueKinds;
    private final List<String> jobKinds;

    FigureMeters(
            Figures figures,
            LiveRules rules,
            MeterRegistry meters,
            @All List<DueWork> works,
            @All List<JobHandler> jobs) {
        this.figures = figures;
        this.rules = rules;
        this.meters = meters;
        this.dueKinds = Stream.concat(Stream.of("job"), works.stream().map(DueWork::kind))
                .toList();
        this.jobKinds = jobs.stream().map(JobHandler::kind).toList();
    }

    void register(@Observes StartupEvent event) {
        gauge("kequn.figures.age", "seconds", "Since the database was asked for these figures", figures::age);
        due();
        feed();
        jobs();
        webhooks();
        rules();
    }

    private void due() {
        for (var kind : dueKinds) {
            var key = new Kind("due", kind, "");
            var tags = Tags.of("kind", kind);
            gauge(
                    "kequn.due.lag",
                    "seconds",
                    "For how long the oldest due work has waited",
                    tags,
                    key,
                    Figure::seconds);
            gauge("kequn.due.waiting", null, "Shops whose work is due and not done", tags, key, Figure::count);
        }
    }

    private void feed() {
        var key = new Kind("changes", "", "");
        gauge(
                "kequn.feed.unnumbered.changes",
                null,
                "Changes that no reader sees yet",
                Tags.empty(),
                key,
                Figure::count);
        gauge("kequn.feed.lag", "seconds", "The age of the oldest of them", Tags.empty(), key, Figure::seconds);
    }

    private void jobs() {
        for (var kind : jobKinds) {
            var queued = new Kind("jobs", kind, "queued");
            var running = new Kind("jobs", kind, "running");
            var tags = Tags.of("kind", kind);
            gauge("kequn.jobs", null, "Open jobs", tags.and("status", "queued"), queued, Figure::count);
            gauge("kequn.jobs", null, "Open jobs", tags.and("status", "running"), running, Figure::count);
            gauge("kequn.job.age", "seconds", "The age of the oldest job that runs", tags, running, Figure::seconds);
            gauge(
                    "kequn.job.progress",
                    "ratio",
                    "How much of the running ones is done",
                    tags,
                    running,
                    Figure::progress);
        }
    }

    private void webhooks() {
        var enabled = new Kind("webhooks", "", "enabled");
        var disabled = new Kind("webhooks", "", "disabled");
        var deliveries = new Kind("deliveries", "", "");
        gauge("kequn.webhooks", null, "Webhooks", Tags.of("state", "enabled"), enabled, Figure::count);
        gauge("kequn.webhooks", null, "Webhooks", Tags.of("state", "disabled"), disabled, Figure::count);
        gauge("kequn.webhook.changes.ahead", null, "Changes not looked at yet", Tags.empty(), enabled, Figure::done);
        gauge("kequn.webhook.backlog", null, "Deliveries not sent yet", Tags.empty(), deliveries, Figure::count);
        gauge(
                "kequn.webhook.lag",
                "seconds",
                "The age of the oldest of them",
                Tags.empty(),
                deliveries,
                Figure::seconds);
    }

    private void rules() {
        var key = new Kind("rules", "", "");
        gauge(
                "kequn.rules.revision.lag",
                null,
                "By how many revisions the rules compiled here are behind, at most",
                Tags.empty(),
                key,
                Figure::most);
        gauge(
                "kequn.rules.compiled.shops",
                null,
                "Shops whose rules are compiled here",
                () -> rules.revisions().size());
    }

    private void gauge(
            String name,
            @Nullable String unit,
            String description,
            Tags tags,
            Kind key,
            ToDoubleFunction<Figure> value) {
        Gauge.builder(name, () -> figures.figure(key).map(value::applyAsDouble).orElse(Double.NaN))
                .baseUnit(unit)
                .description(description)
                .tags(tags)
                .register(meters);
    }

    private void gauge(String name, @Nullable String unit, String description, Supplier<Number> value) {
        Gauge.builder(name, value).baseUnit(unit).description(description).register(meters);
    }
}
