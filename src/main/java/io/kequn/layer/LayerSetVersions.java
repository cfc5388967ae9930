package io.kequn.layer;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.problem.ErrorCode.LAYER_SET_VERSION_NOT_FOUND;

import io.kequn.platform.access.Caller;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Refusal;
import io.kequn.publication.VersionReads;
import io.kequn.publication.VersionReads.Versions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The history of a set's layers.
@Singleton
public class LayerSetVersions {
    private static final Versions<LayerSetVersion> VERSIONS =
            new Versions<>("layer-set-versions", """
                select v.number, s.key set_key, v.layers, v.author, v.note, v.created_at, v.published_at,
                  encode(sha256(convert_to(v.layers, 'UTF8')), 'hex') hash,
                  v.number is not distinct from s.live_version live,
                  (select min(e.number) from layer_set_version e
                   where e.layer_set_id = v.layer_set_id and e.layers = v.layers and e.number < v.number) same_layers_as
                from layer_set s join layer_set_version v on v.shop_id = s.shop_id and v.layer_set_id = s.id
                where s.shop_id = $1 and s.key = $2\
                """, LayerSetVersion::of, LayerSetVersion::number);

    private final VersionReads reads;
    private final LayerSetReads sets;

    LayerSetVersions(VersionReads reads, LayerSetReads sets) {
        this.reads = reads;
        this.sets = sets;
    }

    /// The latest first.
    public Uni<Page<LayerSetVersion>> list(String key, PageRequest page) {
        var caller = Caller.with(SEGMENTS_READ);
        return sets.idOf(caller.ofShop(), key).chain(() -> reads.list(caller, VERSIONS, key, page));
    }

    /// Refuses with `layer_set_not_found` or `layer_set_version_not_found`.
    public Uni<LayerSetVersion> get(String key, int number) {
        var caller = Caller.with(SEGMENTS_READ);
        return sets.idOf(caller.ofShop(), key)
                .chain(() -> find(key, number))
                .map(found -> found.orElseThrow(() -> missing(number)));
    }

    /// The same, or empty where there is no such set or version.
    public Uni<Optional<LayerSetVersion>> find(String key, int number) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        return reads.find(shop, VERSIONS, key, number);
    }

    static Refusal missing(int number) {
        return LAYER_SET_VERSION_NOT_FOUND.because(
                "The layer set has no version " + number + ".", "分层没有版本 " + number + "。");
    }
}
