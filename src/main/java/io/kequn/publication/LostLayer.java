package io.kequn.publication;

import io.kequn.evaluation.RuleSubject;

/// Who reads a layer that is not there any more.
public record LostLayer(String layer, RuleSubject reader) {}
