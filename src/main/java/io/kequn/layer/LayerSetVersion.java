package io.kequn.layer;

import io.kequn.platform.database.Columns;
import io.kequn.publication.PublishedVersion;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// The layers of a set: the live ones, some that were, or the draft that waits, which alone has no
/// `publishedAt`. What was published never changes; an earlier version becomes live again by being published
/// again.
public record LayerSetVersion(
        int number,
        List<Layer> layers,

        @Description("SHA-256 of the layers; equal layers have equal hashes.")
        String hash,

        @Nullable @Description("The first earlier version with the same layers.")
        Integer sameLayersAs,

        boolean live,

        @Nullable @Description("The credential that wrote the layers.")
        String author,

        @Nullable String note,
        Instant createdAt,

        @Nullable @Description("When it was first published; null for the draft.")
        Instant publishedAt)
        implements PublishedVersion {
    public LayerSetVersion {
        layers = List.copyOf(layers);
    }

    static LayerSetVersion of(Row row) {
        var columns = Columns.of(row);
        return new LayerSetVersion(
                columns.count("number"),
                LayerNotation.read(columns.text("set_key"), columns.text("layers")),
                columns.text("hash"),
                row.getInteger("same_layers_as"),
                columns.flag("live"),
                columns.textOrNull("author"),
                columns.textOrNull("note"),
                columns.instant("created_at"),
                columns.instantOrNull("published_at"));
    }
}
