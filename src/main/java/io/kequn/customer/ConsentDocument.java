package io.kequn.customer;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The text that a customer has agreed to.
public record ConsentDocument(
        @Schema(description = "By which you find the text.", examples = "privacy-policy")
        @Description("By which you find the text.")
        String id,

        @Nullable @Schema(examples = "2026-03") String version) {}
