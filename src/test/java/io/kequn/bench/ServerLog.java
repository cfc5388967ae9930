package io.kequn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/// The log of the embedded PostgreSQL, which names every statement with its values while it is told to.
record ServerLog(Path file, Owner owner) {
    private static final Duration TAKES_EFFECT = Duration.ofMillis(500);
    private static final Pattern LINE =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\S+) \\S+ \\[(\\d+)] (\\w+):  (.*)", Pattern.DOTALL);
    private static final Pattern STATEMENT = Pattern.compile("(?:statement|execute [^:]*): (.*)", Pattern.DOTALL);

    /// A statement of one backend with the values that it was given, and when it began by the server's wall clock.
    record Entry(LocalDateTime at, String backend, String sql, String parameters) {}

    /// The transaction, among all that runs meanwhile, that names `word` in one of its values.
    List<Entry> transaction(String word, Runnable work) throws SQLException {
        return transaction(word, during(work));
    }

    /// All statements of all backends while the work runs.
    List<Entry> during(Runnable work) throws SQLException {
        long from = size();
        set("'all'");
        work.run();
        set("default");
        return read(from);
    }

    private static List<Entry> transaction(String word, List<Entry> entries) {
        var transactions = new HashMap<String, List<Entry>>();
        for (var entry : entries) {
            if (entry.sql().startsWith("begin")) {
                transactions.put(entry.backend(), new ArrayList<>());
            }
            var running = transactions.get(entry.backend());
            if (running == null) {
                continue;
            }
            running.add(entry);
            if (entry.sql().equals("commit") && names(running, word)) {
                return running;
            }
        }
        throw new IllegalStateException("The log has no transaction that names " + word);
    }

    private static boolean names(List<Entry> transaction, String word) {
        return transaction.stream().anyMatch(entry -> entry.parameters().contains(word));
    }

    private void set(String value) throws SQLException {
        owner.run("alter system set log_statement = " + value, "select pg_reload_conf()");
        Pause.of(TAKES_EFFECT);
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Entry> read(long from) {
        try (var input = Files.newInputStream(file)) {
            input.skipNBytes(from);
            return entries(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A line that begins with a tab goes on where the last one has ended.
    private static List<Entry> entries(String log) {
        var entries = new ArrayList<Entry>();
        for (var line : log.split("\n(?!\t)")) {
            var parts = LINE.matcher(line.replace("\n\t", "\n"));
            if (!parts.matches()) {
                continue;
            }
            var statement = STATEMENT.matcher(parts.group(5));
            if (parts.group(4).equals("LOG") && statement.matches()) {
                var at = LocalDateTime.parse(parts.group(1) + "T" + parts.group(2));
                entries.add(new Entry(at, parts.group(3), statement.group(1), ""));
            } else if (parts.group(4).equals("DETAIL") && !entries.isEmpty()) {
                var of = entries.removeLast();
                entries.add(new Entry(of.at(), of.backend(), of.sql(), parts.group(5)));
            }
        }
        return entries;
    }
}
