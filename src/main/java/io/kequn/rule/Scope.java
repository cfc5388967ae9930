package io.kequn.rule;

/// Which customers a statement evaluates, and the parameters that say so, after `$1`, the shop.
public enum Scope {
    /// All customers of the shop; no further parameter.
    SHOP,
    /// The customers of `$2`, a `uuid[]`.
    CUSTOMERS,
    /// The customers after `$2` up to and including `$3`, both `uuid`.
    RANGE;

    /// How many parameters come before the rules' own, the shop's included.
    public int parameters() {
        return switch (this) {
            case SHOP -> 1;
            case CUSTOMERS -> 2;
            case RANGE -> 3;
        };
    }

    String on(String customerId, String before) {
        return switch (this) {
            case SHOP -> "";
            case CUSTOMERS -> before + customerId + " = any($2::uuid[])";
            case RANGE -> before + customerId + " > $2::uuid and " + customerId + " <= $3::uuid";
        };
    }
}
