package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.TIME_IN_FUTURE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kequn.platform.problem.Inputs;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// What can be checked of a change only inside its transaction: against the shop's instant and its own attributes.
final class ProfileChecks {
    private static final Duration TOLERATED = Duration.ofHours(24);
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1850, 1, 1);

    private ProfileChecks() {}

    /// Refuses what cannot be applied; answers the values of the shop's own attributes in stored form.
    static ObjectNode check(ProfileChange change, Map<String, Attribute> attributes, Instant at, ZoneId zone) {
        var inputs = new Inputs();
        checkTimes(inputs, change, at, zone);
        ConsentInputs.checkTimes(inputs, "/consents", change.consents(), at);
        var reader = new CustomValues(inputs, attributes);
        var read = JsonNodeFactory.instance.objectNode();
        change.custom().forEach((key, given) -> read.set(key, reader.read(key, given)));
        inputs.check();
        return read;
    }

    private static void checkTimes(Inputs inputs, ProfileChange change, Instant at, ZoneId zone) {
        for (var field : List.of(CustomerField.REGISTERED_AT, CustomerField.LAST_SEEN_AT)) {
            if (change.values().get(field) instanceof Instant instant && instant.isAfter(at.plus(TOLERATED))) {
                inputs.refuse(
                        "/" + field.field(),
                        TIME_IN_FUTURE,
                        "Must not lie more than 24 hours ahead.",
                        "不能晚于当前时间 24 小时以上。");
            }
        }
        if (change.values().get(CustomerField.BIRTH_DATE) instanceof LocalDate birth) {
            inputs.require(
                    !birth.isAfter(LocalDate.ofInstant(at, zone)),
                    "/birthDate",
                    "Must not lie in the future.",
                    "不能晚于今天。");
            inputs.require(!birth.isBefore(EARLIEST_BIRTH), "/birthDate", "Must not lie before 1850.", "不能早于 1850 年。");
        }
    }
}
