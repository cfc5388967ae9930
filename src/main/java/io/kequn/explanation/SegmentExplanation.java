package io.kequn.explanation;

import io.kequn.publication.SegmentStatus;
import io.kequn.rule.RuleChange;
import io.kequn.rule.RuleChangeKind;
import io.kequn.rule.RuleNodeKind;
import io.kequn.segment.MemberOverride;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Why a customer is in a segment or is not. `stored` says whether the customer is a member, `verdict` what
/// rule and override say at `evaluatedAt`; the two differ only while a build has not reached the customer yet,
/// and for a draft. Of the past the verdict is null where it cannot be told. `flips` are the nearest changes
/// that together turn the verdict, null where none is known, and then `unflippable` says why.
public record SegmentExplanation(
        String segment,
        UUID customerId,
        SegmentStatus status,
        boolean draft,
        boolean stored,
        @Nullable Boolean verdict,
        @Nullable Integer version,
        Instant evaluatedAt,
        String timeZone,
        @Nullable MemberOverride override,

        @Description("Since when the customer is in or out; null for one who has never been in.") @Nullable
        Instant since,

        @Nullable MembershipCause cause,

        @Description("The rule with what each part of it says; null for a list that people keep.") @Nullable
        RuleNode rule,

        @Nullable List<VerdictChange> flips,
        @Nullable Unflippable unflippable) {
    public SegmentExplanation {
        flips = flips == null ? null : List.copyOf(flips);
    }

    /// Why the customer entered or left: `reason` is what kind of event it was, such as `data`, `time` or
    /// `manual`, `request` which one, `version` the rule that decided.
    public record MembershipCause(
            String reason,
            @Nullable String request,
            @Nullable Integer version) {}

    /// A part of a rule. `pointer` is its place in the JSON notation. Of a condition `tests` tell what the
    /// customer has, and `events` the latest of the orders or events that count. Of the past `holds` is null where
    /// it cannot be told, and then `unknown` says why of a condition.
    public record RuleNode(
            RuleNodeKind kind,
            String text,
            String pointer,
            @Nullable Boolean holds,
            List<RuleNode> children,
            List<RuleTest> tests,
            List<CountingEvent> events,
            @Nullable Unknown unknown) {
        public RuleNode {
            children = List.copyOf(children);
            tests = List.copyOf(tests);
            events = List.copyOf(events);
        }
    }

    /// What a customer has, beside what the condition asks for. `elements` are those of a set.
    public record RuleTest(
            String name,
            String operator,
            @Nullable String actual,
            @Nullable List<String> elements,
            boolean missing,
            List<Threshold> thresholds) {
        public RuleTest {
            elements = elements == null ? null : List.copyOf(elements);
            thresholds = List.copyOf(thresholds);
        }
    }

    /// A value of the rule; for days and times also what it stands for: from an instant up to, but not including,
    /// another.
    public record Threshold(
            String value, @Nullable Instant from, @Nullable Instant until) {}

    /// An order, a line of one, or an event.
    public record CountingEvent(
            String id, String name, Instant date, @Nullable String amount) {}

    /// A change that helps to flip the verdict. `operator` tells what holds of `name` afterwards, `by` the
    /// difference, `at` when it comes by itself; `message` says it in words.
    public record VerdictChange(
            RuleChangeKind kind,
            String name,
            String operator,
            @Nullable String from,
            @Nullable String to,
            @Nullable String by,
            @Nullable Instant at,
            List<RuleChange.ChangeProperty> properties,
            String message) {
        public VerdictChange {
            properties = List.copyOf(properties);
        }
    }

    /// Why it cannot be told what was.
    public record Unknown(String code, String message) {}

    /// Why no change is named.
    public record Unflippable(String code, String message) {}
}
