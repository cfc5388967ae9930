package io.kequn.timetravel;

import io.kequn.platform.problem.ErrorCode;
import io.kequn.platform.problem.Refusal;

/// What customers can have been in, and where that lies. The texts are SQL of `PastStatement`.
enum PastKind {
    SEGMENT(
            "segment",
            "segment",
            "segment_member m where m.shop_id = $1 and m.segment_id = ",
            ErrorCode.SEGMENT_NOT_FOUND),
    TAG("tag", "tag", "customer_tag m where m.shop_id = $1 and m.tag_id = ", ErrorCode.TAG_NOT_FOUND),
    LAYER(
            "layer",
            "layer_set",
            "layer_member m where m.shop_id = $1 and m.layer_set_id = ",
            ErrorCode.LAYER_SET_NOT_FOUND);

    private static final String LAYER_ASKED =
            " and m.layer_id = (select id from layer where shop_id = $1 and layer_set_id = m.layer_set_id and key = $6)";

    private final String log;
    private final String table;
    private final String members;
    private final ErrorCode unknown;

    PastKind(String log, String table, String members, ErrorCode unknown) {
        this.log = log;
        this.table = table;
        this.members = members;
        this.unknown = unknown;
    }

    /// The kind in the change log.
    String log() {
        return log;
    }

    /// The column of what they are in, beside their ids.
    String subject() {
        return table + "_id";
    }

    String id() {
        return "(select id from " + table + " where shop_id = $1 and key = $2)";
    }

    String exists() {
        return "select id from " + table + " where shop_id = $1 and key = $2";
    }

    /// Who is in it now.
    String present() {
        return members + id() + (this == LAYER ? LAYER_ASKED : "");
    }

    /// Whether the first change after the instant, `f`, tells that the customer was in it.
    String was() {
        return this == LAYER ? "f.layer = $6" : "f.operation <> 'added'";
    }

    Refusal missing(String key) {
        return unknown.because("The shop has none of the key `" + key + "`.", "店铺没有键为 `" + key + "` 的项。");
    }
}
