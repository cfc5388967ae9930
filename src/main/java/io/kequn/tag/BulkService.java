package io.kequn.tag;

import static io.kequn.platform.access.Scope.TAGS_WRITE;
import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerReference;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.problem.Inputs;
import io.kequn.tag.AssignmentWrites.Written;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Gives a tag to many customers or takes it from them: up to 1,000 at once in one transaction, more by a job.
@Singleton
public class BulkService {
    static final int AT_ONCE = 1_000;
    private static final int MOST = 100_000;

    private final FactTransaction facts;
    private final CustomerDirectory directory;
    private final Jobs jobs;
    private final List<SegmentAudience> segments;

    BulkService(FactTransaction facts, CustomerDirectory directory, Jobs jobs, @All List<SegmentAudience> segments) {
        this.facts = facts;
        this.directory = directory;
        this.jobs = jobs;
        this.segments = List.copyOf(segments);
    }

    /// Does it, or makes the job that does it, over the customers as they are now.
    public Uni<BulkResult> run(String tag, BulkAssignment bulk) {
        var caller = Caller.with(TAGS_WRITE);
        if (bulk.segment() != null) {
            caller = Caller.with(Scope.SEGMENTS_READ);
        }
        check(bulk);
        var command = new Command<>(caller, "tags/" + tag + "/assignments", bulk, BulkResult.class);
        return facts.write(
                        command,
                        session -> AssignmentWrites.find(session, List.of(tag))
                                .map(found -> found.stream().findFirst().orElseThrow(() -> TagChecks.noTag(tag)))
                                .chain(known -> run(session, known, bulk)))
                .invoke(jobs::wake);
    }

    private static void check(BulkAssignment bulk) {
        var inputs = new Inputs();
        var customers = bulk.customers();
        inputs.require(
                (customers == null) != (bulk.segment() == null),
                "/customers",
                "Name either `customers` or a `segment`.",
                "请指定 `customers` 或 `segment` 其中之一。");
        inputs.require(
                customers == null || !customers.isEmpty(), "/customers", "Name at least one customer.", "请至少指定一位客户。");
        inputs.require(
                customers == null || customers.size() <= MOST,
                "/customers",
                "At most 100,000 customers at once.",
                "一次最多 100,000 位客户。");
        for (int i = 0; customers != null && i < Math.min(customers.size(), MOST) && inputs.ok(); i++) {
            inputs.given("/customers/" + i, customers.get(i));
        }
        if (bulk.segment() != null) {
            inputs.key("/segment", bulk.segment());
        }
        TagEdits.checkSource(inputs, bulk.source());
        inputs.require(
                !bulk.removes() || bulk.expiresAt() == null,
                "/expiresAt",
                "Only tags that are added expire.",
                "仅添加标签时可设置到期时间。");
        inputs.check();
    }

    private Uni<Answer<BulkResult>> run(FactSession session, TagRef tag, BulkAssignment bulk) {
        var named = bulk.customers();
        if (named != null) {
            return named.size() > AT_ONCE
                    ? listJob(session, tag, bulk, new BulkTargets(named))
                    : atOnce(session, tag, bulk, named);
        }
        var segment = String.valueOf(bulk.segment());
        return audience()
                .members(session, segment, AT_ONCE + 1)
                .map(found -> found.orElseThrow(() -> REFERENCE_UNKNOWN.at(
                        "/segment", "The shop has no segment `" + segment + "`.", "店铺没有客群 `" + segment + "`。")))
                .chain(ids -> ids.size() > AT_ONCE
                        ? segmentJob(session, tag, bulk, segment)
                        : atOnce(
                                session,
                                tag,
                                bulk,
                                ids.stream().map(UUID::toString).toList()));
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

    private Uni<Answer<BulkResult>> segmentJob(FactSession session, TagRef tag, BulkAssignment bulk, String segment) {
        return session.readInstant()
                .invoke(now -> bulk.terms().check(session))
                .chain(() -> Jobs.create(
                        session, BulkJob.of(tag, bulk, 0), job -> audience().noteForJob(session, segment, job)))
                .map(job -> changes -> new BulkResult(List.of(), List.of(), job));
    }

    private Uni<Answer<BulkResult>> atOnce(FactSession session, TagRef tag, BulkAssignment bulk, List<String> named) {
        var references = new HashMap<String, CustomerReference>();
        named.forEach(text -> CustomerReference.parse(text).ifPresent(known -> references.put(text, known)));
        return directory
                .lock(session, references.values(), CustomerDirectory.Unknown.LEAVE_OUT, List.of())
                .chain(found -> write(session, List.copyOf(found.ids().values()), tag, bulk)
                        .map(written -> items(named, references, found.ids(), written, tag)))
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

    private static List<BulkResult.Item> items(
            List<String> named,
            Map<String, CustomerReference> references,
            Map<CustomerReference, UUID> ids,
            List<Written> written,
            TagRef tag) {
        var statuses = new HashMap<UUID, BulkResult.Status>();
        written.stream().filter(row -> row.tag() == tag.id()).forEach(row -> statuses.put(row.customer(), status(row)));
        return IntStream.range(0, named.size())
                .mapToObj(i -> item(i, named.get(i), Optional.ofNullable(references.get(named.get(i))), ids, statuses))
                .toList();
    }

    private static BulkResult.Item item(
            int index,
            String text,
            Optional<CustomerReference> reference,
            Map<CustomerReference, UUID> ids,
            Map<UUID, BulkResult.Status> statuses) {
        var id = reference.map(ids::get).orElse(null);
        if (id == null) {
            return new BulkResult.Item(index, text, null, BulkResult.Status.CUSTOMER_NOT_FOUND);
        }
        // Taken away, so that whoever is named twice is counted once.
        var status = statuses.remove(id);
        return new BulkResult.Item(index, text, id, status == null ? BulkResult.Status.UNCHANGED : status);
    }

    private static BulkResult.Status status(Written row) {
        return switch (row.operation()) {
            case ADDED -> BulkResult.Status.ADDED;
            case UPDATED -> BulkResult.Status.PROLONGED;
            case REMOVED -> BulkResult.Status.REMOVED;
        };
    }
}
