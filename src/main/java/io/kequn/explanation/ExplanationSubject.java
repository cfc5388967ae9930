package io.kequn.explanation;

import io.kequn.customer.CustomerSelect;
import io.kequn.platform.database.Sql;
import io.kequn.publication.SegmentStatus;
import io.kequn.segment.SegmentKind;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The segment, tag or layer set that an explanation is about, read with the customer: its definition, the
/// shop's clock, and when the membership of the two has changed last.
///
/// @param evaluatedUntil until when the shop's clock has evaluated; null if it never has
public record ExplanationSubject(
        int id,
        SegmentKind kind,
        SegmentStatus status,
        @Nullable Integer liveVersion,
        @Nullable String liveRule,
        @Nullable Integer draftVersion,
        @Nullable String draftRule,
        long revision,
        Instant now,
        @Nullable Instant evaluatedUntil,
        @Nullable Instant changedAt) {
    static final CustomerSelect OF_SEGMENT = select("""
        s.id, s.kind, s.status, s.live_version, live.rule live_rule, draft.number draft_version, draft.rule draft_rule
        """, "segment", """
        segment s
        left join segment_version live on live.segment_id = s.id and live.number = s.live_version
        left join lateral (
          select v.number, v.rule from segment_version v
          where v.segment_id = s.id and v.published_at is null order by v.number desc limit 1) draft on true\
        """);

    static final CustomerSelect OF_TAG = select("""
        s.id, 'dynamic' kind, live.status, live.version live_version, live.rule live_rule,
        null::int draft_version, null::text draft_rule
        """, "tag", """
        tag s join tag_rule live on live.shop_id = s.shop_id and live.tag_id = s.id and s.automatic and not s.deleting\
        """);

    static final CustomerSelect OF_LAYER_SET = select("""
        s.id, 'dynamic' kind, s.status, s.live_version, live.layers live_rule, draft.number draft_version,
        draft.layers draft_rule
        """, "layer", """
        layer_set s
        left join layer_set_version live
          on live.shop_id = s.shop_id and live.layer_set_id = s.id and live.number = s.live_version
        left join layer_set_version draft
          on draft.shop_id = s.shop_id and draft.layer_set_id = s.id and draft.published_at is null\
        """);

    static final CustomerSelect OF_LEVEL_PROGRAM = select("""
        s.id, 'dynamic' kind, s.status, s.live_version, live.terms live_rule, draft.number draft_version,
        draft.terms draft_rule
        """, "level", """
        level_program s
        left join level_program_version live
          on live.shop_id = s.shop_id and live.level_program_id = s.id and live.number = s.live_version
        left join level_program_version draft
          on draft.shop_id = s.shop_id and draft.level_program_id = s.id and draft.published_at is null\
        """);

    private static CustomerSelect select(String columns, String kind, String from) {
        return CustomerSelect.with("""
            (select to_jsonb(e) from (
              select %s, r.revision, last.at changed_at,
                greatest(clock_timestamp() + k.test_offset * interval '1 microsecond', k.evaluated_until) as now,
                nullif(k.evaluated_until, '-infinity') evaluated_until
              from %s
              join shop_rules r on r.shop_id = s.shop_id
              join shop_clock k on k.shop_id = s.shop_id
              left join lateral (
                select h.at from change h
                where h.shop_id = s.shop_id and h.customer_id = c.id and h.kind = '%s' and h.subject = s.id
                order by h.id desc limit 1) last on true
              where s.shop_id = $1 and s.key = %s) e) subject\
            """.formatted(columns, from, kind, CustomerSelect.ASKED));
    }

    /// Null if there is no such segment or layer set, or no rule of the tag. The rule of a layer set are its
    /// layers, as they are stored.
    static @Nullable ExplanationSubject of(Row row) {
        @Nullable JsonObject subject = row.getJsonObject("subject");
        return subject == null ? null : of(subject);
    }

    private static ExplanationSubject of(JsonObject subject) {
        return new ExplanationSubject(
                subject.getInteger("id"),
                SegmentKind.of(subject.getString("kind")),
                SegmentStatus.of(subject.getString("status")),
                subject.getInteger("live_version"),
                subject.getString("live_rule"),
                subject.getInteger("draft_version"),
                subject.getString("draft_rule"),
                subject.getLong("revision"),
                Sql.instant(subject.getString("now")),
                instant(subject, "evaluated_until"),
                instant(subject, "changed_at"));
    }

    private static @Nullable Instant instant(JsonObject subject, String name) {
        @Nullable String text = subject.getString(name);
        return text == null ? null : Sql.instant(text);
    }

    /// The instant as of which a stored membership is right. The shop's clock evaluates whoever time has changed
    /// until `evaluatedUntil`, so that one that nobody has written since is right as of then; one that has changed
    /// after it is right as of that change. While the clock has never evaluated anything, now is as good.
    Instant settled() {
        if (evaluatedUntil == null) {
            return now;
        }
        return changedAt == null || changedAt.isBefore(evaluatedUntil) ? evaluatedUntil : changedAt;
    }
}
