package io.kequn.rule;

/// A rule and the number by which a statement answers that it holds.
public record NumberedRule(int id, Rule rule) {}
