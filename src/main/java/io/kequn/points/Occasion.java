package io.kequn.points;

import java.time.Instant;
import java.util.UUID;

/// Something for which a rule may grant a customer points.
record Occasion(UUID customer, RuleTerms rule, Instant at) {}
