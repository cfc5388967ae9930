package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.ATTRIBUTE_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.KEY_TAKEN;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Violations;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The shop's own attributes of customers. A type never changes: the values that customers have would lose their
/// meaning. Deleting is the work of `AttributeDeletions`.
@Singleton
public class AttributeService {
    /// Attributes of one shop: each customer's row carries the values of all.
    static final int MOST = 200;

    private static final String LIST = "attributes";

    private final DefinitionTransaction definitions;
    private final AttributeRepository attributes;
    private final AttributeStore store;
    private final Cursors cursors;

    AttributeService(
            DefinitionTransaction definitions, AttributeRepository attributes, AttributeStore store, Cursors cursors) {
        this.definitions = definitions;
        this.attributes = attributes;
        this.store = store;
        this.cursors = cursors;
    }

    public Uni<Attribute> get(String key) {
        return find(key).map(found -> found.orElseThrow(() -> missing(key)));
    }

    /// The attribute, if there is one.
    public Uni<Optional<Attribute>> find(String key) {
        return store.find(Caller.with(Scope.ATTRIBUTES_READ).ofShop(), key);
    }

    /// Those of the keys that exist.
    Uni<List<Attribute>> byKeys(List<String> keys) {
        return all().map(all ->
                all.stream().filter(attribute -> keys.contains(attribute.key())).toList());
    }

    /// All of them by key, at most 200.
    public Uni<List<Attribute>> all() {
        return store.all(Caller.with(Scope.ATTRIBUTES_READ).ofShop());
    }

    /// By key.
    public Uni<Page<Attribute>> list(PageRequest request) {
        var caller = Caller.with(Scope.ATTRIBUTES_READ);
        var shop = caller.ofShop();
        var position = cursors.position(caller, LIST, request);
        return store.list(shop, position.isEmpty() ? null : position.getFirst(), request.rows())
                .map(rows -> cursors.page(caller, LIST, request, rows, attribute -> List.of(attribute.key())))
                .chain(page -> request.count()
                        ? store.count(shop).map(page::withTotal)
                        : Uni.createFrom().item(page));
    }

    /// Makes the attribute, or makes an existing one what `spec` says; the same again changes nothing. Refuses
    /// with `state_conflict` to change the type.
    public Uni<AttributeChange> put(String key, AttributeSpec spec, ExpectedVersion expected) {
        return write(key, spec, expected, false);
    }

    /// Makes a new attribute; refuses with `key_taken` where there is one.
    public Uni<AttributeChange> create(String key, AttributeSpec spec) {
        return write(key, spec, ExpectedVersion.ANY, true);
    }

    private Uni<AttributeChange> write(String key, AttributeSpec spec, ExpectedVersion expected, boolean mustBeNew) {
        var caller = Caller.with(Scope.ATTRIBUTES_WRITE);
        var shop = caller.ofShop();
        var inputs = new Inputs();
        AttributeChecks.key(inputs, key);
        var wanted = AttributeEntity.of(shop, key, spec.type());
        wanted.name = inputs.name("/name", spec.name());
        wanted.description = AttributeChecks.description(inputs, spec.description());
        wanted.allowedValues = AttributeChecks.allowedValues(inputs, spec.type(), spec.allowedValues());
        inputs.check();
        var command = new Command<>(caller, "attributes/" + key, spec, AttributeChange.class);
        return definitions.write(
                command,
                () -> attributes.lock(shop, key).chain(found -> {
                    if (found.isEmpty()) {
                        expected.check(0);
                        return insert(shop, wanted);
                    }
                    if (mustBeNew) {
                        throw taken(key);
                    }
                    expected.check(found.get().version);
                    return replace(found.get(), wanted);
                }));
    }

    private Uni<AttributeChange> insert(Shop shop, AttributeEntity wanted) {
        return attributes
                .count(shop)
                .invoke(AttributeService::refuseMore)
                .chain(() -> attributes.persistAndFlush(wanted))
                .onFailure(Violations.of("attribute_key_taken"))
                .transform(failure -> taken(wanted.key))
                .map(made -> new AttributeChange(made.view(), true));
    }

    private static void refuseMore(long present) {
        if (present >= MOST) {
            throw STATE_CONFLICT.because(
                    "A shop has at most " + MOST + " attributes; delete one first.", "每个店铺最多 " + MOST + " 个属性，请先删除一个。");
        }
    }

    private Uni<AttributeChange> replace(AttributeEntity present, AttributeEntity wanted) {
        if (!present.type.equals(wanted.type)) {
            throw STATE_CONFLICT.because(
                    "The attribute has the type `" + present.type
                            + "`, which never changes; delete it and make it anew, or choose another key.",
                    "该属性类型为 `" + present.type + "`，不可更改；请删除后重建，或使用其他键。");
        }
        return change(present, wanted).map(attribute -> new AttributeChange(attribute, false));
    }

    /// Changes what is given.
    public Uni<Attribute> change(String key, Patch<AttributeFields> patch, ExpectedVersion expected) {
        var caller = Caller.with(Scope.ATTRIBUTES_WRITE);
        var command = new Command<>(caller, "attributes/" + key + "/change", patch.values(), Attribute.class);
        return definitions.write(
                command,
                () -> attributes
                        .lock(caller.ofShop(), key)
                        .map(found -> found.orElseThrow(() -> missing(key)))
                        .invoke(present -> expected.check(present.version))
                        .chain(present -> change(present, merged(caller.ofShop(), present, patch))));
    }

    private static AttributeEntity merged(Shop shop, AttributeEntity present, Patch<AttributeFields> patch) {
        var inputs = new Inputs();
        var type = AttributeType.of(present.type);
        var values = patch.values();
        var wanted = AttributeEntity.of(shop, present.key, type);
        wanted.name = patch.has("name") ? inputs.name("/name", values.name()) : present.name;
        wanted.description = patch.has("description")
                ? AttributeChecks.description(inputs, values.description())
                : present.description;
        wanted.allowedValues = patch.has("allowedValues")
                ? AttributeChecks.allowedValues(inputs, type, values.allowedValues())
                : present.allowedValues;
        inputs.check();
        return wanted;
    }

    private Uni<Attribute> change(AttributeEntity present, AttributeEntity wanted) {
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

    static Refusal missing(String key) {
        var shown = Optional.of(key).filter(text -> text.length() <= 100).orElse("…");
        return ATTRIBUTE_NOT_FOUND.because("The shop has no attribute `" + shown + "`.", "店铺没有属性 `" + shown + "`。");
    }

    private static Refusal taken(String key) {
        return KEY_TAKEN.because(
                "The shop has an attribute `" + key + "`; change that or choose another key.",
                "店铺已有属性 `" + key + "`，请修改该属性或使用其他键。");
    }
}
