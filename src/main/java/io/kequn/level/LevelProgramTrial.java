package io.kequn.level;

import io.kequn.level.LevelProgramSpec.DowngradeTerms;
import io.kequn.level.LevelProgramSpec.LevelSpec;
import io.kequn.level.LevelProgramSpec.RetentionTerms;
import io.kequn.level.LevelProgramSpec.UpgradeTerms;
import io.kequn.platform.value.Patch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Terms to try without saving them. With `program`, they are compared with the levels that customers have in it,
/// and what is absent is as in its draft, or as published.
public record LevelProgramTrial(
        @Description("The key of the program that they are compared with") @Nullable
        String program,

        @Description("From the lowest to the highest") @Nullable
        List<LevelSpec> levels,

        @Nullable UpgradeTerms upgrade,
        @Nullable RetentionTerms retention,
        @Nullable DowngradeTerms downgrade,
        @Nullable List<String> warnings) {

    /// Null says nothing here.
    Patch<LevelProgramSpec> patch() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("levels", levels);
        fields.put("upgrade", upgrade);
        fields.put("retention", retention);
        fields.put("downgrade", downgrade);
        fields.put("warnings", warnings);
        var given = fields.entrySet().stream()
                .filter(field -> Objects.nonNull(field.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Patch<>(
                new LevelProgramSpec(null, null, levels, upgrade, retention, downgrade, warnings, null, null), given);
    }
}
