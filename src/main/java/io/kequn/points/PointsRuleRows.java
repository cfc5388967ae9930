package io.kequn.points;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.database.Columns;
import jakarta.inject.Singleton;

/// Points rules as they are stored: the spec is one JSON text.
@Singleton
class PointsRuleRows {
    static final String SELECT = """
        select key, spec, archived, version, created_at, updated_at from points_rule where shop_id = $1\
        """;

    private final ObjectMapper json;

    PointsRuleRows(ObjectMapper json) {
        this.json = json;
    }

    PointsRule rule(Columns row) {
        var state = new PointsRule.State(
                row.text("key"),
                row.flag("archived"),
                row.count("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
        return PointsRule.of(spec(row.text("spec")), state);
    }

    PointsRuleSpec spec(String text) {
        try {
            return json.readValue(text, PointsRuleSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(PointsRuleSpec spec) {
        try {
            return json.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
