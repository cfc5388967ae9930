package io.kequn.privacy;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How many rows of a kind the person had.
public record ErasedRows(
        @Schema(examples = "customer_order") String table, int rows) {}
