package io.kequn.customer;

import io.kequn.platform.problem.Inputs;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Checks how a fact names its customer and itself: `{source}:{externalId}`.
public final class ReferenceInputs {
    private ReferenceInputs() {}

    /// The customer meant by an id or `{source}:{externalId}`; a placeholder after noting what is wrong.
    public static CustomerReference customer(Inputs inputs, @Nullable String text) {
        var given = text == null ? "" : text;
        var reference = CustomerReference.parse(given);
        var hint = CustomerReference.lowerCase(given);
        inputs.require(
                reference.isPresent(),
                "/customer",
                "Must be a customer's id or `{source}:{externalId}`, such as `pos:8812`." + hint.english(),
                "须为客户 id 或 `{source}:{externalId}`，例如 `pos:8812`。" + hint.chinese());
        return reference.orElse(new CustomerReference.ById(new UUID(0, 0)));
    }

    public static void source(Inputs inputs, String source) {
        inputs.require(
                CustomerReference.SOURCE.matcher(source).matches(),
                "/source",
                "Must be 1 to 63 lower-case letters, digits, `-` or `_`.",
                "须为 1 至 63 个小写字母、数字、`-` 或 `_`。");
    }

    /// External ids are taken as they are: other systems compare them byte by byte.
    public static void externalId(Inputs inputs, String pointer, @Nullable String id) {
        if (!inputs.given(pointer, id) || id == null) {
            return;
        }
        inputs.require(
                CustomerReference.isValid(new Identity("s", id)),
                pointer,
                "Must be 1 to 255 characters, not blank, without control characters.",
                "须为 1 至 255 个字符，不能为空白，不含控制字符。");
    }
}
