package io.kequn.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a program that was run to its end printed, and how it ended.
record Command(int code, String output) {
    private static final int NOT_FOUND = 127;

    boolean succeeded() {
        return code == 0;
    }

    String lastLine() {
        return output.strip().lines().reduce("", (earlier, line) -> line);
    }

    static Command run(List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            // Messages of PostgreSQL are read by this program, so they must be in English.
            builder.environment().put("LC_ALL", "C");
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), output);
        } catch (IOException e) {
            return new Command(NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusal("Interrupted while starting PostgreSQL.");
        }
    }
}
