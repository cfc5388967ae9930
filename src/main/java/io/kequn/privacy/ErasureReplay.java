package io.kequn.privacy;

import java.util.List;
import java.util.UUID;

/// Who was there and is erased now; of the others there was nothing.
public record ErasureReplay(List<UUID> erased) {
    public ErasureReplay {
        erased = List.copyOf(erased);
    }
}
