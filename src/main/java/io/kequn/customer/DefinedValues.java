package io.kequn.customer;

/// Values that a shop has defined or the service knows, whether or not any customer has them yet, such as the
/// shop's tags with their names. Every bean of this type is asked.
public interface DefinedValues {
    /// Whether these are values of what rules call so: `customer_tags`, `custom.size`, `orders_placed.status`,
    /// `segment`.
    boolean isOf(String subject);

    /// Selects `value` and `name`, which may be null, by value; `$1` is the shop's id, `$2` the subject.
    String select();
}
