package io.kequn.layer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Versioned;
import io.kequn.publication.Progress;
import io.kequn.publication.SegmentStatus;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// Layers that divide all customers: each is in the first layer whose rule holds, or in the last. `layers` are
/// those published, or drafted if none ever were; `draft` are newer ones that wait to be published.
public record LayerSet(
        String key,
        String name,
        @Nullable String description,
        SegmentStatus status,
        List<Layer> layers,
        @Nullable List<Layer> draft,
        @Nullable Integer liveVersion,

        @JsonProperty("public")
        @Name("public")
        @Description("Whether customers may see of themselves that they are in its layers.")
        boolean isPublic,

        @Description("How far the build is, in customers; there while the set is building.") @Nullable
        Progress progress,

        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt)
        implements Versioned, Node {
    public LayerSet {
        layers = List.copyOf(layers);
        draft = draft == null ? null : List.copyOf(draft);
    }

    @Override
    @Ignore
    public String etag() {
        return status.etag(version, layers, progress);
    }

    @Override
    public String nodeKey() {
        return key;
    }
}
