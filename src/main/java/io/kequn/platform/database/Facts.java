package io.kequn.platform.database;

/// Names of what rules read and commands change. A command names the facts that it changed, and only rules that
/// read one of them are evaluated.
public final class Facts {
    /// Stands for every fact: a customer was created, merged or restored.
    public static final String EVERYTHING = "*";

    /// Orders, their lines and refunds, and the totals derived from them.
    public static final String ORDER = "order";

    public static final String TAG = "tag";

    private Facts() {}

    /// A scalar attribute of the customer, `city` or `custom.size`.
    public static String customer(String attribute) {
        return "customer." + attribute;
    }
}
