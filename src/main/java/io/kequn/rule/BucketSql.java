package io.kequn.rule;

/// The SQL of samples.
final class BucketSql {
    private static final int BUCKETS = 10_000;

    private BucketSql() {}

    /// Never null.
    static String isWithin(Rule.Bucket rule, Parameters parameters) {
        long buckets = rule.percent().number().movePointRight(2).longValueExact();
        return "(" + number(rule, parameters) + " < " + parameters.use("bigint", new Bound.Fixed(buckets)) + ")";
    }

    /// The customer's bucket: the first 32 bits of the hash, modulo 10,000.
    static String number(Rule.Bucket rule, Parameters parameters) {
        String salted = parameters.use("text", new Bound.Fixed(rule.salt() + ":")) + " || c.id::text";
        return "('x' || left(encode(sha256(convert_to(" + salted + ", 'UTF8')), 'hex'), 8))::bit(32)::bigint % "
                + BUCKETS;
    }
}
