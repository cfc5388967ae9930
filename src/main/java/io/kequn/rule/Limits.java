package io.kequn.rule;

/// How large a rule may be. Checked before anything expensive, so that a hostile rule costs nothing.
final class Limits {
    static final int CHARACTERS = 65_536;
    static final int TOKENS = 20_000;
    static final int DEPTH = 16;
    static final int CONDITIONS = 500;
    static final int PARAMETERS = 100;
    static final int VALUES = 1_000;
    static final int REGEX = 200;

    /// How large the automaton of a regular expression may be, and those of all expressions of a rule: PostgreSQL
    /// builds them anew in each connection, and again when a rule has many.
    static final int REGEX_SIZE = 2_000;

    static final int REGEX_SIZE_OF_RULE = 5_000;

    static final int ANNIVERSARY_DAYS = 366;

    /// Objects and arrays that JSON may nest: a rule of the greatest depth has 16 brackets, each negated 16 times.
    static final int JSON_DEPTH = 16 * 18 + 8;

    static final int JSON_NODES = 60_000;

    /// What one refusal lists at most.
    static final int PROBLEMS = 100;

    private Limits() {}
}
