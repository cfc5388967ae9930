package io.kequn.publication;

import io.kequn.rule.Rule;
import io.kequn.rule.RuleUses;

/// A rule that was sent and is valid, with what it reads and names.
public record ReadRule(Rule rule, RuleUses uses) {}
