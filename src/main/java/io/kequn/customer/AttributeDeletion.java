package io.kequn.customer;

/// The attribute is gone, and with it so many customers' values.
public record AttributeDeletion(String deletedAttributeKey, int customersChanged) {}
