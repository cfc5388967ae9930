package io.kequn.layer;

import io.kequn.customer.Customer;
import java.time.Instant;

/// A customer who is in a layer, and since when.
public record LayerCustomer(Customer customer, Instant since) {}
