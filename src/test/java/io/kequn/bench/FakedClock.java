package io.kequn.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The wall clock of processes that are started with its environment, which can be moved while they run. Only where the
/// machine has a compiler of C: libfaketime makes each look at the clock so dear that it would be what is tested.
record FakedClock(Path library, Path offset) {
    private static final Path SOURCE = Path.of("src/test/resources/bench/clock.c");
    private static final Path LIBRARY = Path.of("target/bench-clock.so").toAbsolutePath();

    private static final boolean COMPILED = compile();

    static Optional<FakedClock> named(String name) {
        if (!COMPILED) {
            return Optional.empty();
        }
        var clock =
                new FakedClock(LIBRARY, Path.of("target", "bench-clock-" + name).toAbsolutePath());
        clock.move(Duration.ZERO);
        return Optional.of(clock);
    }

    private static boolean compile() {
        try {
            return new ProcessBuilder(List.of(
                                    "cc", "-shared", "-fPIC", "-O2", "-o", LIBRARY.toString(), SOURCE.toString()))
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_OFFSET_FILE", offset.toString());
    }

    /// Moves it so far away from the true time, at once.
    void move(Duration ahead) {
        var bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(ahead.toSeconds())
                .flip();
        try (var file = FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(bytes, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
