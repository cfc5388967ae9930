package io.kequn.rule;

/// A condition of a rule and what it says about one customer.
///
/// @param pointer where the condition lies in the rule's JSON notation
/// @param holds whether it holds, negative operators included
public record Explained(String pointer, Rule.Leaf condition, boolean holds, Actual actual) {}
