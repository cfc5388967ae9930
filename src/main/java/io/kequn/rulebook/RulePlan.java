package io.kequn.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/// What it takes to make a shop as a file of rules says, in the order of the file; done unless it is a dry run.
public record RulePlan(boolean dryRun, List<PlanItem> items) {
    public RulePlan {
        items = List.copyOf(items);
    }

    /// What becomes of one definition; `changes` are the fields that differ. What is `kept` differs and stays so.
    public record PlanItem(String kind, String key, PlanAction action, List<String> changes) {
        public PlanItem {
            changes = List.copyOf(changes);
        }
    }

    public enum PlanAction {
        CREATE,
        CHANGE,
        UNCHANGED,
        ARCHIVE,
        KEPT;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static PlanAction of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
