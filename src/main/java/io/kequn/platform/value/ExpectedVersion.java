package io.kequn.platform.value;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.VERSION_MISMATCH;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which versions of a definition its changer has seen: the header `If-Match` in REST, `expectedVersion` in GraphQL.
/// Checked inside the transaction, after the row is locked. No expectation fits every version.
public record ExpectedVersion(@Nullable Set<Integer> versions) {
    public static final ExpectedVersion ANY = new ExpectedVersion(null);

    private static final Pattern TAG = Pattern.compile("(W/)?\"(\\d{1,9})?[^\"]*\"");

    public static ExpectedVersion of(@Nullable Integer version) {
        return version == null ? ANY : new ExpectedVersion(Set.of(version));
    }

    /// Reads `If-Match`: `*`, or entity tags, of which the number before the first `.` is the version. Weak tags and
    /// tags that are not ours are well-formed and fit no version.
    public static ExpectedVersion ofHeader(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return ANY;
        }
        return new ExpectedVersion(Arrays.stream(header.split(",", -1))
                .map(tag -> version(tag.strip()))
                .collect(Collectors.toSet()));
    }

    /// Refuses with `version_mismatch` unless `present` is expected.
    public void check(int present) {
        if (versions != null && !versions.contains(present)) {
            throw VERSION_MISMATCH.because(
                    "The present version is " + present + "; read it again and repeat the change.",
                    "当前版本为 " + present + "；请重新读取后再修改。");
        }
    }

    private static int version(String tag) {
        Matcher matcher = TAG.matcher(tag);
        if (!matcher.matches()) {
            throw INPUT_INVALID.at(
                    "If-Match",
                    "Send an entity tag as the `ETag` field gave it, in double quotes.",
                    "请按 `ETag` 字段原样发送，含双引号。");
        }
        boolean strong = matcher.group(1) == null;
        return strong && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : -1;
    }
}
