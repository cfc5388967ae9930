package io.kequn.customer;

import org.eclipse.microprofile.graphql.Description;

/// Where a customer stands in a layer set or level program, by keys.
public record MergePlace(
        @Description("Of the layer set or level program.") String of,

        @Description("Of the layer or level.") String at) {}
