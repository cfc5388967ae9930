package io.kequn.level;

import io.kequn.customer.Customer;
import java.time.Instant;

/// A customer who has a level, and since when.
public record LevelCustomer(Customer customer, Instant since) {}
