package io.kequn.platform.problem;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Who uses a definition that shall go, as callers know it (``segment `big` ``), and its address in the API.
public record DefinitionUser(String name, String address) {
    private static final int NAMED = 10;

    /// Refuses with `in_use` if there is a user, and names them all by their addresses. `what` begins the
    /// sentence: ``The tag `vip` is``, `标签 vip`.
    public static void refuseAny(String what, String whatInChinese, List<DefinitionUser> users) {
        if (users.isEmpty()) {
            return;
        }
        var sorted = users.stream()
                .sorted(Comparator.comparing(DefinitionUser::name))
                .toList();
        var names = sorted.stream().limit(NAMED).map(DefinitionUser::name).collect(Collectors.joining(", "));
        var detail = new Text(
                what + " read by " + names + "; change those first.", whatInChinese + " 正被 " + names + " 使用，请先修改。");
        throw new Refusal(
                ErrorCode.IN_USE,
                detail,
                sorted.stream().map(DefinitionUser::error).toList());
    }

    private FieldError error() {
        return FieldError.of(address, ErrorCode.IN_USE, name + " reads it.", name + " 引用了它。");
    }
}
