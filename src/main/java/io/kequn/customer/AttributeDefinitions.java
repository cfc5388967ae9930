package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.KEY_TAKEN;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Violations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The shop's own attributes inside a definition transaction. A type never changes.
@Singleton
public class AttributeDefinitions {
    /// Attributes of one shop: each customer's row carries the values of all.
    static final int MOST = 200;

    static final String KEY_CONSTRAINT = "attribute_key_taken";

    private final AttributeRepository attributes;

    AttributeDefinitions(AttributeRepository attributes) {
        this.attributes = attributes;
    }

    /// How checks of rules will read the attribute; none if it cannot have the key.
    public static Stream<io.kequn.rule.Attribute> planned(String key, AttributeSpec spec) {
        if (!AttributeChecks.isKey(key)) {
            return Stream.of();
        }
        return Stream.of(
                spec.isPersonal()
                        ? ShopVocabulary.personal(key, value -> List.of())
                        : ShopVocabulary.custom(key, spec.type()));
    }

    /// The same in its normal form, in which an empty description is none. Notes what is wrong.
    public static AttributeSpec checked(Inputs inputs, String key, AttributeSpec spec) {
        AttributeChecks.key(inputs, key);
        var name = inputs.name("/name", spec.name());
        var description = AttributeChecks.description(inputs, spec.description());
        var values = AttributeChecks.allowedValues(inputs, spec.type(), spec.allowedValues());
        AttributeChecks.personal(inputs, spec);
        return new AttributeSpec(
                name,
                spec.description() == null ? null : Objects.requireNonNullElse(description, ""),
                spec.type(),
                values == null ? null : List.of(values),
                spec.personal());
    }

    static AttributeEntity wanted(Shop shop, String key, AttributeSpec checked) {
        var wanted = AttributeEntity.of(shop, key, checked.type());
        wanted.personal = checked.isPersonal();
        wanted.name = checked.name();
        wanted.description = "".equals(checked.description()) ? null : checked.description();
        wanted.allowedValues =
                checked.allowedValues() == null ? null : checked.allowedValues().toArray(String[]::new);
        return wanted;
    }

    /// All of the shop's by key, as the running transaction sees them.
    public Uni<List<Attribute>> all(Shop shop) {
        return attributes.all(shop);
    }

    /// Makes the attribute, or makes an existing one what a checked `spec` says.
    public Uni<AttributeChange> put(Shop shop, String key, AttributeSpec spec) {
        var wanted = wanted(shop, key, spec);
        return attributes
                .lock(shop, key)
                .chain(found -> found.isPresent() ? replace(found.get(), wanted) : insert(shop, wanted))
                .onFailure(Violations.of(KEY_CONSTRAINT))
                .transform(failure -> taken(key));
    }

    /// Breaks the constraint `KEY_CONSTRAINT` where another has made the attribute meanwhile.
    Uni<AttributeChange> insert(Shop shop, AttributeEntity wanted) {
        return attributes
                .count(shop)
                .invoke(AttributeDefinitions::refuseMore)
                .chain(() -> attributes.persistAndFlush(wanted))
                .map(made -> new AttributeChange(made.view(), true));
    }

    private static void refuseMore(long present) {
        if (present >= MOST) {
            throw STATE_CONFLICT.because(
                    "A shop has at most " + MOST + " attributes; delete one first.", "每个店铺最多 " + MOST + " 个属性，请先删除一个。");
        }
    }

    Uni<AttributeChange> replace(AttributeEntity present, AttributeEntity wanted) {
        if (present.personal != wanted.personal) {
            throw STATE_CONFLICT.because(
                    "Whether the attribute is `personal` never changes; delete it and make it anew, or choose another"
                            + " key.",
                    "属性的 `personal` 不可更改；请删除后重建，或使用其他键。");
        }
        if (!present.type.equals(wanted.type)) {
            throw STATE_CONFLICT.because(
                    "The attribute has the type `" + present.type
                            + "`, which never changes; delete it and make it anew, or choose another key.",
                    "该属性类型为 `" + present.type + "`，不可更改；请删除后重建，或使用其他键。");
        }
        return change(present, wanted).map(attribute -> new AttributeChange(attribute, false));
    }

    Uni<Attribute> change(AttributeEntity present, AttributeEntity wanted) {
        if (!isSame(present, wanted)) {
            present.name = wanted.name;
            present.description = wanted.description;
            present.allowedValues = wanted.allowedValues;
            present.updatedAt = AttributeEntity.now();
        }
        return attributes.flush().map(done -> present.view());
    }

    private static boolean isSame(AttributeEntity present, AttributeEntity wanted) {
        return present.name.equals(wanted.name)
                && Objects.equals(present.description, wanted.description)
                && Arrays.equals(present.allowedValues, wanted.allowedValues);
    }

    static Refusal taken(String key) {
        return KEY_TAKEN.because(
                "The shop has an attribute `" + key + "`; change that or choose another key.",
                "店铺已有属性 `" + key + "`，请修改该属性或使用其他键。");
    }
}
