package io.kequn.platform.database;

/// Names of what rules read and commands change. A command names the facts that it changed, and only rules that
/// read one of them are evaluated.
public final class Facts {
    /// Stands for every fact: a customer was created, merged or restored.
    public static final String EVERYTHING = "*";

    /// Orders, their lines and refunds, and the totals derived from them.
    public static final String ORDER = "order";

    public static final String TAG = "tag";

    /// What people have decided about a tag that rules may give as well.
    public static final String TAG_DECISION = "tag-decision";

    private static final String OVERRIDE = "segment-override:";

    /// An event of any name. Who writes one tells this and the event's own name, `event("login")`.
    public static final String EVENT = "event";

    /// The balance of points, and what of it is about to expire.
    public static final String POINTS = "points";

    /// Members of any segment; of one, `segment("vip")`.
    public static final String SEGMENT = "segment";

    /// Layers of any layer set; of one, `layer("value")`.
    public static final String LAYER = "layer";

    /// The level in any program; in one, `level("vip")`.
    public static final String LEVEL = "level";

    /// That time has come to look at levels which end.
    public static final String LEVEL_DUE = "level-due";

    /// The passing of time, by which rules flip that name it.
    public static final String TIME = "time";

    private Facts() {}

    /// A scalar attribute of the customer, `city` or `custom.size`.
    public static String customer(String attribute) {
        return "customer." + attribute;
    }

    /// Events of one name.
    public static String event(String name) {
        return EVENT + ":" + name;
    }

    /// Membership in one segment.
    public static String segment(String key) {
        return SEGMENT + ":" + key;
    }

    /// What people have decided about who is in one segment, by its number inside the database.
    public static String override(int segment) {
        return OVERRIDE + segment;
    }

    /// Whether it is what people have decided about some segment.
    public static boolean isOverride(String fact) {
        return fact.startsWith(OVERRIDE);
    }

    /// The level in one program.
    public static String level(String program) {
        return LEVEL + ":" + program;
    }

    /// The layers of one layer set.
    public static String layer(String set) {
        return LAYER + ":" + set;
    }
}
