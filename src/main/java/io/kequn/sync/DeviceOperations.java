package io.kequn.sync;

import io.kequn.platform.problem.Inputs;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// What a device has queued while it was offline, in the order in which it was done: 1 to 500 operations. `device`
/// is a name that the device keeps: up to 64 letters, digits and `. _ : -`.
public record DeviceOperations(String device, List<DeviceOperation> operations) {
    private static final int MOST = 500;
    private static final int LONGEST_REFERENCE = 320;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    public DeviceOperations {
        operations = List.copyOf(operations);
    }

    void check() {
        var inputs = new Inputs();
        name(inputs, "/device", device);
        inputs.require(!operations.isEmpty(), "/operations", "Send at least one operation.", "请至少提交一个操作。");
        inputs.require(operations.size() <= MOST, "/operations", "At most 500 operations at once.", "一次最多 500 个操作。");
        inputs.check();
        var ids = new HashSet<String>();
        for (int i = 0; i < operations.size(); i++) {
            var operation = operations.get(i);
            var place = inputs.below("/operations/" + i);
            check(place, operation);
            place.require(
                    ids.add(operation.id()),
                    "/id",
                    "Another operation of this list has the same id.",
                    "列表中另一操作使用了相同的编号。");
        }
        inputs.check();
    }

    private static void check(Inputs inputs, DeviceOperation operation) {
        name(inputs, "/id", operation.id());
        inputs.text("/customer", operation.customer(), LONGEST_REFERENCE);
        inputs.key("/tag", operation.tag());
        inputs.require(
                Objects.requireNonNullElse(operation.base(), 0L) >= 0,
                "/base",
                "Must be the `number` of a page.",
                "须为某一页的 `number`。");
    }

    private static void name(Inputs inputs, String pointer, String value) {
        inputs.require(
                NAME.matcher(value).matches(),
                pointer,
                "Must be 1 to 64 letters, digits, `.`, `_`, `:` or `-`.",
                "须为 1 至 64 个字母、数字、`.`、`_`、`:` 或 `-`。");
    }
}
