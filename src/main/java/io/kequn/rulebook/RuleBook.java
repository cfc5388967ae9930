package io.kequn.rulebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.points.PointsSettingsSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All rules of a shop as one document, to be kept beside other code: what rules read, the rules, and what they
/// decide. `version` is that of the document's form. A list that is not there says nothing of its kind.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleBook(
        @Nullable Integer version,
        @Nullable List<AttributeDefinition> attributes,
        @Nullable List<DeclaredEvent> eventDefinitions,
        @Nullable List<TagGroupDefinition> tagGroups,
        @Nullable List<TagDefinition> tags,
        @Nullable List<SegmentDefinition> segments,
        @Nullable List<LayerSetDefinition> layerSets,
        @Nullable List<LevelProgramDefinition> levelPrograms,
        @Nullable PointsSettingsSpec pointsSettings,
        @Nullable List<PointsRuleDefinition> pointsRules) {
    static final int VERSION = 1;

    /// The same with just these segments, and without what has members by rules else.
    public RuleBook only(List<SegmentDefinition> some) {
        return new RuleBook(version, null, null, null, null, some, null, levelPrograms, pointsSettings, pointsRules);
    }
}
