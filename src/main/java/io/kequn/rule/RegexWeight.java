package io.kequn.rule;

/// How large the automaton of a regular expression becomes: signs as often as they repeat, and pieces that may
/// be left out, as often as they do.
record RegexWeight(int signs, int optional) {
    static final RegexWeight NONE = new RegexWeight(0, 0);
    static final RegexWeight SIGN = new RegexWeight(1, 0);

    /// How often a piece repeats; an open end counts as the beginning.
    record Repeat(int least, int most) {
        static final Repeat ONCE = new Repeat(1, 1);
    }

    RegexWeight and(RegexWeight other) {
        return new RegexWeight(signs + other.signs, optional + other.optional);
    }

    RegexWeight repeated(Repeat repeat) {
        int times = Math.max(1, repeat.most());
        return new RegexWeight(signs * times, optional * times + (repeat.least() == 0 ? 1 : 0));
    }

    /// Each piece that may be left out can be followed by every later one.
    long size() {
        return signs + (long) optional * optional;
    }
}
