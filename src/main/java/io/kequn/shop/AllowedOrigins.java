package io.kequn.shop;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Whose pages in browsers may call in the shop's name.
public record AllowedOrigins(
        @Schema(examples = "[\"https://shop.example.com\"]") List<String> origins) {
    public AllowedOrigins {
        origins = List.copyOf(origins);
    }
}
