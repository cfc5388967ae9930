package io.kequn.imports;

import io.kequn.customer.CustomerFields;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The fields that columns can be mapped to.
final class Targets {
    static final String EXTERNAL_ID = "externalId";
    static final String CUSTOMER = "customer";
    static final String PLACED_AT = "placedAt";
    static final String TOTAL = "total";
    static final String STATUS = "status";
    static final String TAGS = "tags";
    static final String CUSTOM = "custom.";
    static final String LINE = "line.";
    static final String PRODUCT = "line.productId";
    static final String QUANTITY = "line.quantity";
    static final String PRICE = "line.price";
    static final String AMOUNT = "line.amount";

    /// Where a row's word on whether it is a cancellation stands, beside the fields.
    static final String CANCELLATION = "cancellation";

    /// The two columns of a location.
    static final String LATITUDE = "latitude";

    static final String LONGITUDE = "longitude";

    static final List<String> OF_ORDERS = List.of(
            EXTERNAL_ID,
            CUSTOMER,
            PLACED_AT,
            TOTAL,
            STATUS,
            "channel",
            "store",
            "paymentMethod",
            PRODUCT,
            "line.name",
            "line.category",
            "line.brand",
            "line.tags",
            QUANTITY,
            PRICE,
            AMOUNT);

    private static final Set<String> NOT_A_COLUMN = Set.of("identities", "consents", "custom", "location");

    /// The standard attributes with their types.
    static final Map<String, Class<?>> PROFILE = Arrays.stream(CustomerFields.class.getRecordComponents())
            .filter(component -> !NOT_A_COLUMN.contains(component.getName()))
            .collect(Collectors.toUnmodifiableMap(RecordComponent::getName, RecordComponent::getType));

    private Targets() {}

    static List<String> ofCustomers() {
        var targets = new ArrayList<>(List.of(EXTERNAL_ID, TAGS, LATITUDE, LONGITUDE));
        PROFILE.keySet().stream().sorted().forEach(targets::add);
        targets.addAll(ConsentCells.targets());
        return targets;
    }

    /// The target that makes this field, written with points.
    static String ofField(String field) {
        return switch (field) {
            case "location.latitude" -> LATITUDE;
            case "location.longitude" -> LONGITUDE;
            default -> field;
        };
    }

    static boolean isKnown(ImportKind kind, String target) {
        return switch (kind) {
            case ORDERS -> OF_ORDERS.contains(target);
            case CUSTOMERS ->
                ofCustomers().contains(target)
                        || ConsentCells.topic(target).isPresent()
                        || (target.startsWith(CUSTOM) && target.length() > CUSTOM.length());
        };
    }
}
