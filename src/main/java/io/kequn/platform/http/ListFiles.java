package io.kequn.platform.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.deadline.Deadline;
import io.kequn.platform.value.CsvRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A whole list as one file, however long, in constant memory: each piece is read when the one before has been
/// sent, and no connection is held while a slow reader reads.
@Singleton
public class ListFiles {
    /// How many items a piece has; a shorter one is the last.
    public static final int PIECE = 1_000;

    private final ObjectMapper json;

    ListFiles(ObjectMapper json) {
        this.json = json;
    }

    /// Reads the piece that follows an item, or the first one.
    public interface Pieces<T> {
        Uni<List<T>> after(Optional<T> last);
    }

    /// Some lines of JSON, without the end of the last, which the framework writes.
    public record Lines(@JsonValue @JsonRawValue String text) {}

    /// One JSON object a line: what is shown of each item.
    public <T> Multi<Lines> lines(Pieces<T> pieces, Function<T, ?> shown) {
        return texts(pieces, item -> line(shown.apply(item)), "\n").map(Lines::new);
    }

    /// A header, then one row an item, as CSV that spreadsheets may open.
    public <T> Multi<String> rows(
            List<String> header, Pieces<T> pieces, Function<T, List<? extends @Nullable Object>> cells) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(CsvRow.MARK + CsvRow.of(header)),
                        texts(pieces, item -> CsvRow.of(cells.apply(item)), ""));
    }

    private static <T> Multi<String> texts(Pieces<T> pieces, Function<T, String> text, String between) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicReference<@Nullable T>::new, last -> piece(pieces, last))
                .whilst(piece -> piece.size() == PIECE)
                .filter(piece -> !piece.isEmpty())
                .map(piece -> piece.stream().map(text).collect(Collectors.joining(between)));
    }

    private static <T> Uni<List<T>> piece(Pieces<T> pieces, AtomicReference<@Nullable T> last) {
        return pieces.after(Optional.ofNullable(last.get())).invoke(piece -> {
            Deadline.current().ifPresent(Deadline::lift);
            if (!piece.isEmpty()) {
                last.set(piece.getLast());
            }
        });
    }

    private String line(Object item) {
        try {
            return json.writeValueAsString(item);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
