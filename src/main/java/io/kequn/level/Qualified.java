package io.kequn.level;

import java.time.Instant;

/// What a customer qualifies for at present, by rank, and since when it is no other.
record Qualified(int level, Instant since) {}
