package io.kequn.tag;

import static io.kequn.platform.access.Scope.TAGS_WRITE;
import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerReference;
import io.kequn.customer.FilteredCustomers;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.job.Jobs;
import io.kequn.tag.AssignmentWrites.Written;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Gives a tag to many customers or takes it from them: up to 1,000 at once in one transaction, more by a job.
@Singleton
public class BulkService {
    static final int AT_ONCE = 1_000;

    private final FactTransaction facts;
    private final CustomerDirectory directory;
    private final Jobs jobs;
    private final FilteredCustomers filtered;
    private final List<SegmentAudience> segments;

    BulkService(
            FactTransaction facts,
            CustomerDirectory directory,
            Jobs jobs,
            FilteredCustomers filtered,
            @All List<SegmentAudience> segments) {
        this.facts = facts;
        this.directory = directory;
        this.jobs = jobs;
        this.filtered = filtered;
        this.segments = List.copyOf(segments);
    }

    /// Does it, or makes the job that does it, over the customers as they are now.
    public Uni<BulkResult> run(String tag, BulkAssignment bulk) {
        var caller = Caller.with(TAGS_WRITE);
        if (bulk.segment() != null) {
            caller = Caller.with(Scope.SEGMENTS_READ);
        }
        if (bulk.filter() != null) {
            caller = Caller.with(Scope.CUSTOMERS_READ);
        }
        BulkChecks.check(bulk);
        var command = new Command<>(caller, "tags/" + tag + "/assignments", bulk, BulkResult.class);
        return facts.write(
                        command,
                        session -> AssignmentWrites.find(session, List.of(tag))
                                .map(found -> found.stream().findFirst().orElseThrow(() -> TagChecks.noTag(tag)))
                                .chain(known -> run(session, known, bulk)))
                .invoke(jobs::wake);
    }

    private Uni<Answer<BulkResult>> run(FactSession session, TagRef tag, BulkAssignment bulk) {
        var named = bulk.customers();
        if (named != null) {
            return named.size() > AT_ONCE
                    ? listJob(session, tag, bulk, new BulkTargets(named))
                    : atOnce(session, tag, bulk, named);
        }
        var filter = bulk.filter();
        if (filter != null) {
            return filtered.of(session, filter, "/filter")
                    .chain(chosen -> chosen.first(AT_ONCE + 1)
                            .chain(ids -> forAudience(session, tag, bulk, ids, chosen::noteForJob)));
        }
        var segment = String.valueOf(bulk.segment());
        return audience()
                .members(session, segment, AT_ONCE + 1)
                .map(found -> found.orElseThrow(() -> REFERENCE_UNKNOWN.at(
                        "/segment", "The shop has no segment `" + segment + "`.", "店铺没有客群 `" + segment + "`。")))
                .chain(ids ->
                        forAudience(session, tag, bulk, ids, job -> audience().noteForJob(session, segment, job)));
    }

    /// @param first one more than are done at once if there are more
    private Uni<Answer<BulkResult>> forAudience(
            FactSession session, TagRef tag, BulkAssignment bulk, List<UUID> first, Function<UUID, Uni<Long>> note) {
        return first.size() > AT_ONCE
                ? audienceJob(session, tag, bulk, note)
                : atOnce(session, tag, bulk, first.stream().map(UUID::toString).toList());
    }

    private SegmentAudience audience() {
        return segments.stream()
                .findFirst()
                .orElseThrow(() -> UNAVAILABLE.because("This service runs without segments.", "此服务未启用客群。"));
    }

    private static Uni<Answer<BulkResult>> listJob(
            FactSession session, TagRef tag, BulkAssignment bulk, BulkTargets targets) {
        return session.readInstant()
                .invoke(now -> bulk.terms().check(session))
                .chain(() -> targets.unknown(session))
                .chain(unknown -> Jobs.create(
                        session,
                        BulkJob.of(tag, bulk, unknown),
                        job -> targets.note(session, job).map(known -> known + unknown)))
                .map(job -> changes -> new BulkResult(List.of(), List.of(), job));
    }

    private static Uni<Answer<BulkResult>> audienceJob(
            FactSession session, TagRef tag, BulkAssignment bulk, Function<UUID, Uni<Long>> note) {
        return session.readInstant()
                .invoke(now -> bulk.terms().check(session))
                .chain(() -> Jobs.create(session, BulkJob.of(tag, bulk, 0), note))
                .map(job -> changes -> new BulkResult(List.of(), List.of(), job));
    }

    private Uni<Answer<BulkResult>> atOnce(FactSession session, TagRef tag, BulkAssignment bulk, List<String> named) {
        var references = new HashMap<String, CustomerReference>();
        named.forEach(text -> CustomerReference.parse(text).ifPresent(known -> references.put(text, known)));
        return directory
                .lock(session, references.values(), CustomerDirectory.Unknown.LEAVE_OUT, List.of())
                .chain(found -> write(session, List.copyOf(found.ids().values()), tag, bulk)
                        .map(written -> BulkItems.of(named, references, found.ids(), written, tag)))
                .map(items -> changes -> new BulkResult(items, changes, null));
    }

    /// What a step of the job and a small command have in common.
    static Uni<List<Written>> write(FactSession session, List<UUID> customers, TagRef tag, BulkAssignment bulk) {
        var terms = bulk.terms();
        var written = bulk.removes()
                ? AssignmentWrites.takeAway(session, customers, List.of(tag))
                : AssignmentWrites.assign(session, customers, List.of(tag), terms);
        return written.invoke(
                        rows -> AssignmentWrites.log(session, terms.source().reason(), rows))
                .call(rows -> AssignmentWrites.planExpiry(session, terms, rows));
    }
}
