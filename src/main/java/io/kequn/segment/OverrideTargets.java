package io.kequn.segment;

import static io.kequn.platform.problem.ErrorCode.CUSTOMER_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.customer.CustomerReference;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.problem.Refusal;
import io.kequn.segment.MemberLists.ListedSegment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds and locks what a command on an override is about.
@Singleton
class OverrideTargets {
    private final CustomerDirectory directory;

    OverrideTargets(CustomerDirectory directory) {
        this.directory = directory;
    }

    /// A locked customer, and the segment as it stays until the transaction ends.
    record Target(ListedSegment segment, boolean isStatic, UUID customer) {}

    /// Refuses an archived segment, and to keep anybody out of a static one.
    Uni<Target> lock(FactSession session, String key, String customer, OverrideKind kind) {
        var reference = CustomerReference.parse(customer).orElseThrow(() -> unknown());
        return session.query(StaticMembers.LOCK_SEGMENT, session.shop().id(), key)
                .map(rows -> existing(rows, key, kind))
                .chain(segment -> directory
                        .lock(session, List.of(reference), Unknown.LEAVE_OUT, List.of())
                        .map(found -> found.ids().get(reference))
                        .map(id -> target(segment, key, id)));
    }

    private static Target target(Row segment, String key, @Nullable UUID id) {
        if (id == null) {
            throw unknown();
        }
        return new Target(new ListedSegment(segment.getInteger("id"), key), isStatic(segment), id);
    }

    private static Row existing(RowSet<Row> rows, String key, OverrideKind kind) {
        if (rows.size() == 0) {
            throw Kind.SEGMENT.missing(key);
        }
        var segment = rows.iterator().next();
        if (segment.getOffsetDateTime("archived_at") != null) {
            throw STATE_CONFLICT.because("The segment is archived; unarchive it first.", "客群已归档，请先取消归档。");
        }
        if (isStatic(segment) && kind == OverrideKind.EXCLUDE) {
            throw VALUE_INVALID.at(
                    "/kind",
                    "A static segment has only those who are on its list; take the customer off it.",
                    "静态客群只包含名单上的客户，请将该客户移出名单。");
        }
        return segment;
    }

    private static boolean isStatic(Row segment) {
        return SegmentKind.of(segment.getString("kind")) == SegmentKind.STATIC;
    }

    private static Refusal unknown() {
        return CUSTOMER_NOT_FOUND.because(
                "The shop has no such customer; name one by its id or `{source}:{externalId}`.",
                "店铺没有该客户；请使用客户编号或 `{来源}:{外部编号}`。");
    }
}
