package io.kequn.tagrule;

import io.kequn.platform.job.Job;

/// The end of a tag's rule, and the job that takes the tag from those who have it from the rule alone.
public record TagRuleEnd(String tag, Job job) {}
