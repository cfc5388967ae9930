package io.kequn.rulebook;

import static io.kequn.platform.access.Scope.ATTRIBUTES_WRITE;
import static io.kequn.platform.access.Scope.EVENTS_WRITE;
import static io.kequn.platform.access.Scope.POINTS_PUBLISH;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;
import static io.kequn.platform.access.Scope.TAGS_WRITE;

import io.kequn.platform.access.Scope;

/// The lists of a file of rules, and the one thing of which there is just one.
enum BookField {
    ATTRIBUTES("attributes", "attribute", ATTRIBUTES_WRITE),
    EVENT_DEFINITIONS("eventDefinitions", "event_definition", EVENTS_WRITE),
    TAG_GROUPS("tagGroups", "tag_group", TAGS_WRITE),
    TAGS("tags", "tag", TAGS_WRITE),
    SEGMENTS("segments", "segment", SEGMENTS_WRITE),
    LAYER_SETS("layerSets", "layer_set", SEGMENTS_WRITE),
    LEVEL_PROGRAMS("levelPrograms", "level_program", SEGMENTS_WRITE),
    POINTS_SETTINGS("pointsSettings", "points_settings", POINTS_PUBLISH),
    POINTS_RULES("pointsRules", "points_rule", POINTS_PUBLISH);

    private final String list;
    private final String kind;
    private final Scope scope;

    BookField(String list, String kind, Scope scope) {
        this.list = list;
        this.kind = kind;
        this.scope = scope;
    }

    String pointer() {
        return "/" + list;
    }

    String pointer(int place) {
        return this == POINTS_SETTINGS ? pointer() : pointer() + "/" + place;
    }

    /// What names one of them.
    String keyField() {
        return this == EVENT_DEFINITIONS ? "name" : "key";
    }

    /// What a plan calls one of them.
    String kind() {
        return kind;
    }

    /// What it takes to write them, beside what it takes to publish rules.
    Scope scope() {
        return scope;
    }
}
