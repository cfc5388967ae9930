package io.kequn.rulebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kequn.layer.LayerNotation;
import io.kequn.layer.LayerSetSpec;
import io.kequn.layer.LayerSetSpec.LayerSpec;
import io.kequn.layer.LayerSetSpec.ResidualSpec;
import io.kequn.platform.database.Columns;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// A layer set in a file of rules. Its layers are live unless `draft` is true, which saves them only.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LayerSetDefinition(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable List<LayerSpec> layers,
        @Nullable ResidualSpec residual,
        @JsonProperty("public") @Name("public") @Nullable Boolean isPublic,
        @Nullable Boolean draft) {
    /// `$1` is the shop's id.
    static final String SELECT = """
        select s.key, s.name, s.description, s.public, live.layers live_layers, draft.layers draft_layers
        from layer_set s
        left join layer_set_version live
          on live.shop_id = s.shop_id and live.layer_set_id = s.id and live.number = s.live_version
        left join layer_set_version draft
          on draft.shop_id = s.shop_id and draft.layer_set_id = s.id and draft.published_at is null
        where s.shop_id = $1 and s.archived_at is null order by s.key\
        """;

    static LayerSetDefinition of(Columns row) {
        var live = row.textOrNull("live_layers");
        var layers = LayerNotation.read(live == null ? row.text("draft_layers") : live);
        var residual = layers.getLast();
        return new LayerSetDefinition(
                row.text("key"),
                row.text("name"),
                row.textOrNull("description"),
                layers.stream()
                        .limit(layers.size() - 1L)
                        .map(layer -> new LayerSpec(layer.key(), layer.name(), layer.rule()))
                        .toList(),
                new ResidualSpec(residual.key(), residual.name()),
                row.flag("public") ? true : null,
                live == null ? true : null);
    }

    boolean waits() {
        return Boolean.TRUE.equals(draft);
    }

    LayerSetSpec spec() {
        return new LayerSetSpec(name, description, layers, residual, isPublic, null);
    }

    /// The keys of all its layers.
    Stream<String> keys() {
        return Stream.concat(
                layers == null ? Stream.of() : layers.stream().flatMap(layer -> Stream.ofNullable(layer.key())),
                residual == null ? Stream.of() : Stream.ofNullable(residual.key()));
    }
}
