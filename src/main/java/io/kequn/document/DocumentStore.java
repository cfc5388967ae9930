package io.kequn.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.graphql.TrustedDocuments;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The trusted documents of shops. Each replica keeps those that are asked for for ten seconds: a text never changes
/// under its name, but it may be taken away.
@Singleton
class DocumentStore implements TrustedDocuments {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int MOST_CHARACTERS = 5_000_000;
    private static final String DIGEST = "sha256:";

    private static final String ONE = "select * from trusted_document where shop_id = $1 and id = $2";
    private static final String BY_DIGEST =
            "select text from trusted_document where shop_id = $1 and sha256 = $2 order by id limit 1";
    private static final String PAGE = """
        select * from trusted_document where shop_id = $1 and ($2::text is null or id > $2) order by id limit $3\
        """;
    private static final String COUNT = "select count(*) n from trusted_document where shop_id = $1";
    private static final String DIGESTS = "select id, sha256 from trusted_document where shop_id = $1 limit 10001";

    /// Two who add documents do so one after the other.
    private static final String LOCK = "select id from shop where id = ?1 for no key update";
    private static final String ADD = """
        insert into trusted_document (shop_id, id, sha256, name, text, created_by) values (?1, ?2, ?3, ?4, ?5, ?6)\
        """;
    private static final String DELETE = "delete from trusted_document where shop_id = ?1 and id = ?2";

    private final ShopReads reads;
    private final Cache<Named, String> kept = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST_CHARACTERS)
            .<Named, String>weigher((name, text) -> text.length())
            .build();

    DocumentStore(ShopReads reads) {
        this.reads = reads;
    }

    private record Named(int shop, String sql, String name) {}

    /// A document as it is to be stored.
    record Checked(String id, String sha256, @Nullable String name, String text) {}

    @Override
    public Uni<Optional<String>> byId(Shop shop, String id) {
        return text(shop, ONE, id)
                .chain(found -> found.isEmpty() && id.startsWith(DIGEST)
                        ? byDigest(shop, id.substring(DIGEST.length()))
                        : Uni.createFrom().item(found));
    }

    @Override
    public Uni<Optional<String>> byDigest(Shop shop, String sha256) {
        return text(shop, BY_DIGEST, sha256);
    }

    private Uni<Optional<String>> text(Shop shop, String sql, String name) {
        var named = new Named(shop.id(), sql, name);
        var known = kept.getIfPresent(named);
        return known != null
                ? Uni.createFrom().item(Optional.of(known))
                : reads.find(shop, row -> row.getString("text"), sql, shop.id(), name)
                        .invoke(found -> found.ifPresent(text -> kept.put(named, text)));
    }

    Uni<Optional<TrustedDocument>> find(Shop shop, String id) {
        return reads.find(shop, row -> TrustedDocument.of(Columns.of(row)), ONE, shop.id(), id);
    }

    Uni<List<TrustedDocument>> page(Shop shop, @Nullable String after, int rows) {
        return reads.list(shop, row -> TrustedDocument.of(Columns.of(row)), PAGE, shop.id(), after, rows);
    }

    Uni<Long> count(Shop shop) {
        return reads.find(shop, row -> row.getLong("n"), COUNT, shop.id()).map(found -> found.orElse(0L));
    }

    /// The digests of all that the shop trusts, by their ids; holds off others who add some.
    Uni<Map<String, String>> lock(Shop shop) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(LOCK, Integer.class)
                        .setParameter(1, shop.id())
                        .getSingleResult())
                .chain(locked -> DefinitionTransaction.list(
                        row -> Map.entry(row.text("id"), row.text("sha256")), DIGESTS, shop.id()))
                .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    Uni<Void> add(Shop shop, List<Checked> documents, String by) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var each : documents) {
            done = done.chain(() -> DefinitionTransaction.session())
                    .chain(session -> session.createNativeQuery(ADD)
                            .setParameter(1, shop.id())
                            .setParameter(2, each.id)
                            .setParameter(3, each.sha256)
                            .setParameter(4, each.name)
                            .setParameter(5, each.text)
                            .setParameter(6, by)
                            .executeUpdate())
                    .replaceWithVoid();
        }
        return done;
    }

    /// Whether there was one.
    Uni<Boolean> delete(Shop shop, String id) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(DELETE)
                        .setParameter(1, shop.id())
                        .setParameter(2, id)
                        .executeUpdate())
                .map(rows -> rows > 0);
    }

    /// This replica knows of none of the shop's any more.
    void forget(Shop shop) {
        kept.asMap().keySet().removeIf(named -> named.shop == shop.id());
    }
}
