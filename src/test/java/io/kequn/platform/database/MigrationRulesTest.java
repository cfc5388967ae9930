package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is easily forgotten in a migration and shows only where the owner of the tables is no superuser: row-level
/// security binds it, too, so that it copies nothing and says nothing of it.
class MigrationRulesTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /// Those before have run wherever they will.
    private static final int FIRST = 130;

    private static final Pattern ISOLATED = Pattern.compile("call isolate_by_shop\\('(\\w+)'\\)");
    private static final Pattern WRITE =
            Pattern.compile("^(?:update|insert into|delete from) (\\w+)", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    @Test
    void rowsOfShopsAreCarriedOverByWhoSeesThem() {
        var isolated = files().stream()
                .flatMap(file -> ISOLATED.matcher(text(file)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(isolated).contains("customer", "segment_member");

        assertThat(files().stream()
                        .filter(file -> number(file) >= FIRST)
                        .flatMap(file -> unseen(file, isolated).stream()))
                .as("write `alter table … no force row level security` before, and `force` after")
                .isEmpty();
    }

    private static Set<String> unseen(Path file, Set<String> isolated) {
        var text = text(file);
        return WRITE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(isolated::contains)
                .filter(table -> !text.contains("alter table " + table + " no force row level security;")
                        || !text.contains("alter table " + table + " force row level security;"))
                .map(table -> file.getFileName() + ": " + table)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().substring(1, 4));
    }

    private static List<Path> files() {
        try (var files = Files.list(MIGRATIONS)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
