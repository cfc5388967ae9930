package io.kequn.tag;

import static io.kequn.platform.problem.ErrorCode.TAG_GROUP_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.TAG_NOT_FOUND;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Patch;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What tags and groups must look like.
final class TagChecks {
    private static final Set<String> TAG_FIELDS = Set.of("name", "description", "color", "groupKey", "public");
    private static final Set<String> GROUP_FIELDS = Set.of("name", "description", "kind", "exclusive");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int DESCRIPTION_LENGTH = 2_000;

    private TagChecks() {}

    /// All of a tag is given: what is absent is nothing.
    static Patch<TagSpec> all(TagSpec spec) {
        return new Patch<>(spec, TAG_FIELDS);
    }

    static Patch<TagGroupSpec> all(TagGroupSpec spec) {
        var kind = spec.kind() == null ? TagGroupKind.CUSTOM : spec.kind();
        var whole = new TagGroupSpec(spec.name(), spec.description(), kind, Boolean.TRUE.equals(spec.exclusive()));
        return new Patch<>(whole, GROUP_FIELDS);
    }

    /// The patch with its texts in their normal form.
    static Patch<TagSpec> checked(Inputs inputs, Patch<TagSpec> patch) {
        var spec = patch.values();
        @Nullable String name = patch.has("name") ? inputs.name("/name", spec.name()) : null;
        @Nullable
        String description = empty(inputs.optionalText("/description", spec.description(), DESCRIPTION_LENGTH));
        @Nullable String color = empty(spec.color());
        inputs.require(
                color == null || COLOR.matcher(color).matches(),
                "/color",
                "Must be a colour such as `#1a7f37`.",
                "须为颜色值，例如 `#1a7f37`。");
        @Nullable String groupKey = empty(spec.groupKey());
        if (groupKey != null) {
            inputs.key("/groupKey", groupKey);
        }
        var normal = new TagSpec(
                name, description, color == null ? null : color.toLowerCase(Locale.ROOT), groupKey, spec.isPublic());
        return new Patch<>(normal, patch.given());
    }

    static Patch<TagGroupSpec> checkedGroup(Inputs inputs, Patch<TagGroupSpec> patch) {
        var spec = patch.values();
        @Nullable String name = patch.has("name") ? inputs.name("/name", spec.name()) : null;
        @Nullable
        String description = empty(inputs.optionalText("/description", spec.description(), DESCRIPTION_LENGTH));
        if (patch.has("kind")) {
            inputs.given("/kind", spec.kind());
        }
        if (patch.has("exclusive")) {
            inputs.given("/exclusive", spec.exclusive());
        }
        return new Patch<>(new TagGroupSpec(name, description, spec.kind(), spec.exclusive()), patch.given());
    }

    static Refusal noTag(String key) {
        return TAG_NOT_FOUND.because("The shop has no tag `" + shown(key) + "`.", "店铺没有标签 `" + shown(key) + "`。");
    }

    static Refusal noGroup(String key) {
        return TAG_GROUP_NOT_FOUND.because(
                "The shop has no tag group `" + shown(key) + "`.", "店铺没有标签组 `" + shown(key) + "`。");
    }

    private static String shown(String key) {
        return key.length() > 100 ? "…" : key;
    }

    private static @Nullable String empty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /// The beginning of a sentence about so many customers.
    static String customersHave(long count) {
        return count == 1 ? "1 customer has" : count + " customers have";
    }
}
