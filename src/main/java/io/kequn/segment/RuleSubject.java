package io.kequn.segment;

import io.kequn.feed.Change;
import io.kequn.feed.Change.Operation;
import io.kequn.platform.database.Facts;
import io.kequn.platform.problem.DefinitionUser;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/// What rules decide about: a segment, a tag that its rule gives, or a layer set; by its number inside the
/// database and its key.
record RuleSubject(Kind kind, int id, String key) {
    enum Kind {
        SEGMENT("segment"),
        TAG("tag"),
        LAYER_SET("layer set");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Kind of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equals(text))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static RuleSubject segment(int id, String key) {
        return new RuleSubject(Kind.SEGMENT, id, key);
    }

    static RuleSubject tag(int id, String key) {
        return new RuleSubject(Kind.TAG, id, key);
    }

    static RuleSubject layerSet(int id, String key) {
        return new RuleSubject(Kind.LAYER_SET, id, key);
    }

    /// By which one statement answers for segments and tags: tags are below zero. Layer sets are answered for
    /// by the numbers of their layers, apart from those.
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
            case LAYER_SET -> Facts.layer(key);
        };
    }

    /// What people change by deciding upon it themselves.
    Set<String> decisions() {
        return switch (kind) {
            case SEGMENT -> Set.of(SegmentOverrides.fact(id));
            case TAG -> Set.of(Facts.TAG_DECISION);
            case LAYER_SET -> Set.of();
        };
    }

    /// Its name in the graph of what reads what.
    String node() {
        return switch (kind) {
            case SEGMENT -> key;
            case TAG -> RuleGraph.tag(key);
            case LAYER_SET -> RuleGraph.layerSet(key);
        };
    }

    /// That a customer enters or leaves, gets or loses it; of a layer set customers move.
    Change change(UUID customer, Operation operation, int version) {
        return kind == Kind.TAG
                ? Change.tag(customer, id, operation, version)
                : Change.segment(customer, id, operation, version);
    }

    DefinitionUser user() {
        return new DefinitionUser(toString(), address());
    }

    /// Where it is read in the API.
    private String address() {
        return switch (kind) {
            case SEGMENT -> "/v1/segments/" + key;
            case TAG -> "/v1/tags/" + key + "/rule";
            case LAYER_SET -> "/v1/layer-sets/" + key;
        };
    }

    /// As callers know it.
    @Override
    public String toString() {
        return kind.text + " `" + key + "`";
    }
}
