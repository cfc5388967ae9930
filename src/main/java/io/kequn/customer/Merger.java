package io.kequn.customer;

import java.util.UUID;

/// Two customers of which one becomes the other, or comes back; `id` is that of the merger.
public record Merger(UUID id, UUID from, UUID into) {}
