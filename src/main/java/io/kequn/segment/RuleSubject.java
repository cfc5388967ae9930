package io.kequn.segment;

import io.kequn.feed.Change;
import io.kequn.feed.Change.Operation;
import io.kequn.platform.database.Facts;
import java.util.UUID;

/// What a rule decides about: a segment, or a tag that it gives; by its number inside the database and its key.
record RuleSubject(Kind kind, int id, String key) {
    enum Kind {
        SEGMENT("segment"),
        TAG("tag");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Kind of(String text) {
            return text.equals(TAG.text) ? TAG : SEGMENT;
        }
    }

    static RuleSubject segment(int id, String key) {
        return new RuleSubject(Kind.SEGMENT, id, key);
    }

    static RuleSubject tag(int id, String key) {
        return new RuleSubject(Kind.TAG, id, key);
    }

    /// By which one statement answers for subjects of all kinds: tags are below zero.
    int number() {
        return kind == Kind.TAG ? tagNumber(id) : id;
    }

    static int tagNumber(int tag) {
        return -tag;
    }

    /// By which other rules read what this one decides.
    String fact() {
        return switch (kind) {
            case SEGMENT -> Facts.segment(key);
            case TAG -> Facts.TAG;
        };
    }

    /// What people change by deciding upon it themselves.
    String decision() {
        return switch (kind) {
            case SEGMENT -> SegmentOverrides.fact(id);
            case TAG -> Facts.TAG_DECISION;
        };
    }

    /// Its name in the graph of what reads what.
    String node() {
        return switch (kind) {
            case SEGMENT -> key;
            case TAG -> RuleGraph.tag(key);
        };
    }

    Change change(UUID customer, Operation operation, int version) {
        return switch (kind) {
            case SEGMENT -> Change.segment(customer, id, operation, version);
            case TAG -> Change.tag(customer, id, operation, version);
        };
    }

    /// As callers know it.
    @Override
    public String toString() {
        return kind.text + " `" + key + "`";
    }
}
