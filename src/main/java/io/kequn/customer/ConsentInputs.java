package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.TIME_IN_FUTURE;

import io.kequn.platform.problem.Inputs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what a caller says about consents and notes all that is wrong with it.
final class ConsentInputs {
    private static final int MOST = 50;
    private static final int LONGEST = 200;
    private static final Duration TOLERATED = Duration.ofHours(24);
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private ConsentInputs() {}

    /// @param fields those of the profile that the same request mentions
    static List<ConsentRecord> read(Inputs inputs, String pointer, List<NewConsent> given, Set<CustomerField> fields) {
        inputs.require(given.size() <= MOST, pointer, "At most " + MOST + " at once.", "一次最多 " + MOST + " 条。");
        var records = new ArrayList<ConsentRecord>();
        for (int i = 0; i < given.size() && i < MOST; i++) {
            read(inputs, pointer + "/" + i, given.get(i), fields, records);
        }
        return records;
    }

    private static void read(
            Inputs inputs, String pointer, NewConsent given, Set<CustomerField> fields, List<ConsentRecord> records) {
        inputs.given(pointer + "/purpose", given.purpose());
        inputs.given(pointer + "/channel", given.channel());
        inputs.given(pointer + "/state", given.state());
        var source = given.source() == null ? null : line(inputs, pointer + "/source", given.source());
        var document = given.document() == null ? null : document(inputs, pointer + "/document", given.document());
        if (!inputs.ok()) {
            return;
        }
        var topic = new ConsentTopic(given.purpose(), given.channel());
        var field = topic.field();
        inputs.require(
                field == null || !fields.contains(field),
                pointer,
                "The request says the same in a field of the profile; say it once.",
                "同一请求的客户资料字段已说明此项；请只写一次。");
        var at = given.occurredAt();
        inputs.require(
                at == null || !at.isBefore(EARLIEST),
                pointer + "/occurredAt",
                "Must not lie before 1970.",
                "不能早于 1970 年。");
        records.add(new ConsentRecord(topic, given.state(), source, document, at));
    }

    private static @Nullable String line(Inputs inputs, String pointer, String text) {
        return ProfileReader.line(inputs, pointer, text, LONGEST);
    }

    private static ConsentDocument document(Inputs inputs, String pointer, ConsentDocument given) {
        inputs.given(pointer + "/id", given.id());
        var id = given.id() == null
                ? ""
                : line(inputs, pointer + "/id", inputs.text(pointer + "/id", given.id(), LONGEST));
        var version = given.version() == null ? null : line(inputs, pointer + "/version", given.version());
        return new ConsentDocument(id == null ? "" : id, version);
    }

    /// What can be checked inside the transaction only.
    static void checkTimes(Inputs inputs, String pointer, List<ConsentRecord> records, Instant at) {
        for (int i = 0; i < records.size(); i++) {
            var said = records.get(i).occurredAt();
            if (said != null && said.isAfter(at.plus(TOLERATED))) {
                inputs.refuse(
                        pointer + "/" + i + "/occurredAt",
                        TIME_IN_FUTURE,
                        "Must not lie more than 24 hours ahead.",
                        "不能晚于当前时间 24 小时以上。");
            }
        }
    }
}
