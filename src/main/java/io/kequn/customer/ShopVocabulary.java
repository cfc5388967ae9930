package io.kequn.customer;

import static io.kequn.customer.StandardAttributes.instantOf;
import static io.kequn.customer.StandardAttributes.recorded;
import static io.kequn.rule.Attribute.scalar;

import io.kequn.crypto.BlindIndex;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.rule.ValueType;
import io.kequn.rule.Vocabulary;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What rules and filters of a shop can ask about its customers: the standard attributes, the shop's own, and what
/// other features add.
@Singleton
public class ShopVocabulary {
    static final String CUSTOM = "custom.";

    private final ShopReads reads;
    private final AttributeRepository definitions;
    private final List<VocabularyPart> parts;
    private final List<StoredVocabularyPart> stored;
    private final BlindIndex index;

    ShopVocabulary(
            ShopReads reads,
            AttributeRepository definitions,
            @All List<VocabularyPart> parts,
            @All List<StoredVocabularyPart> stored,
            BlindIndex index) {
        this.reads = reads;
        this.definitions = definitions;
        this.parts = List.copyOf(parts);
        this.stored = List.copyOf(stored);
        this.index = index;
    }

    /// That of the shop now, by a read of its own.
    public Uni<Vocabulary> of(Shop shop) {
        return reads.queries(shop, selects()).map(found -> build(shop, found));
    }

    /// That of the shop inside a fact transaction, which holds the rules lock.
    public Uni<Vocabulary> of(FactSession session) {
        var shop = session.shop();
        return Uni.join()
                .all(selects().stream()
                        .map(sql -> session.query(sql, shop.id()))
                        .toList())
                .andFailFast()
                .map(found -> build(shop, found));
    }

    /// That of the shop inside a definition transaction, on that transaction's own connection: one that waited
    /// for a second could wait for ever.
    public Uni<Vocabulary> inside(Shop shop) {
        return definitions.all(shop).chain(own -> storedInside(shop).map(found -> build(shop, own, found)));
    }

    /// One after the other, since a definition transaction has one session.
    private Uni<List<List<Columns>>> storedInside(Shop shop) {
        return Multi.createFrom()
                .iterable(stored)
                .onItem()
                .transformToUniAndConcatenate(
                        part -> DefinitionTransaction.list(Function.identity(), part.select(), shop.id()))
                .collect()
                .asList();
    }

    /// The shop's own attributes come first.
    private List<String> selects() {
        return Stream.concat(Stream.of(AttributeStore.ALL), stored.stream().map(StoredVocabularyPart::select))
                .toList();
    }

    private Vocabulary build(Shop shop, List<RowSet<Row>> found) {
        var own = Sql.list(found.getFirst(), AttributeStore::attribute);
        var definitions =
                found.stream().skip(1).map(rows -> Sql.list(rows, Columns::of)).toList();
        return build(shop, own, definitions);
    }

    private Vocabulary build(Shop shop, List<Attribute> own, List<List<Columns>> found) {
        var builder = Vocabulary.builder()
                .currencyDigits(Math.max(shop.currency().getDefaultFractionDigits(), 0))
                .attributes(StandardAttributes.all());
        own.forEach(attribute -> builder.attribute(own(shop, attribute)));
        builder.hints(OwnHints.of(own));
        StandardAttributes.aliases().forEach(builder::alias);
        parts.forEach(part -> part.addTo(builder, shop));
        for (int i = 0; i < stored.size(); i++) {
            stored.get(i).addTo(builder, shop, found.get(i));
        }
        return builder.build();
    }

    private io.kequn.rule.Attribute own(Shop shop, Attribute attribute) {
        var key = attribute.key();
        return attribute.personal()
                ? personal(key, value -> PersonalData.digests(index, key, shop.id(), value))
                : custom(key, attribute.type());
    }

    /// @param digests all that may stand for a value
    static io.kequn.rule.Attribute personal(String key, Function<String, List<String>> digests) {
        return io.kequn.rule.Attribute.hidden(CUSTOM + key, "(c.custom ->> '" + key + "')", digests);
    }

    /// The key is a word of letters, digits and `_`, so that it can stand in SQL. A list of allowed values binds
    /// writers only: values from before it stay, and rules go on to find them.
    static io.kequn.rule.Attribute custom(String key, AttributeType type) {
        var name = CUSTOM + key;
        var json = "c.custom -> '" + key + "'";
        var value = "(c.custom ->> '" + key + "')";
        return switch (type) {
            case STRING -> recorded(scalar(name, ValueType.STRING, value));
            case NUMBER -> recorded(scalar(name, ValueType.NUMBER, value + "::numeric"));
            case BOOLEAN -> recorded(scalar(name, ValueType.BOOLEAN, value + "::boolean"));
            case DATE -> recorded(scalar(name, ValueType.DATE, value + "::date").foundIn(CustomerMoments.source(true)));
            case INSTANT ->
                recorded(scalar(name, ValueType.INSTANT, instantOf(value)).foundIn(CustomerMoments.source(false)));
            case SET -> io.kequn.rule.Attribute.jsonSet(name, "(" + json + ")");
        };
    }
}
