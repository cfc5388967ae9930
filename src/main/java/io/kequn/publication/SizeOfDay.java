package io.kequn.publication;

import java.time.LocalDate;

/// Who entered and left on a day, and how many there were at its end, or are now.
public record SizeOfDay(LocalDate date, long memberCount, long entered, long left) {}
