package io.kequn.imports;

import io.kequn.crypto.Sealer;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.PersonalReads;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Text;
import io.kequn.platform.value.CsvRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shows what is wrong with the rows of an import, error by error, or as a file of the rows to be mended.
@Singleton
public class ImportErrors {
    private static final int ROWS_AT_ONCE = 1_000;
    private static final String LIST = """
        select line, code, column_name, message, content from import_error
        where shop_id = $1 and job_id = $2 and (line, code, column_name) > ($3, $4, $5)
        order by line, code, column_name limit $6\
        """;
    private static final String COUNT = "select count(*) n from import_error where shop_id = $1 and job_id = $2";
    private static final String FILE = """
        select line, (array_agg(content))[1] as content,
          string_agg(column_name || chr(31) || message, chr(30) order by code, column_name) reasons
        from import_error where shop_id = $1 and job_id = $2 and line > $3
        group by line order by line limit 1000\
        """;

    private static final Text CUT = new Text("The row is longer than what stands here.", "此处仅为该行开头部分。");

    private final ShopReads reads;
    private final Cursors cursors;
    private final ImportService imports;
    private final Sealer sealer;

    ImportErrors(ShopReads reads, Cursors cursors, ImportService imports, Sealer sealer) {
        this.reads = reads;
        this.cursors = cursors;
        this.imports = imports;
        this.sealer = sealer;
    }

    /// In the order of the file.
    public Uni<Page<ImportError>> list(UUID id, PageRequest request) {
        var caller = Caller.with(Scope.IMPORTS_READ);
        var list = "import-errors " + id;
        var position = cursors.position(caller, list, request);
        long line = position.isEmpty() ? 0 : Long.parseLong(position.getFirst());
        var code = position.isEmpty() ? "" : position.get(1);
        var column = position.isEmpty() ? "" : position.getLast();
        var shop = caller.ofShop();
        return imports.known(caller, id)
                .chain(known -> reads.list(
                        shop, row -> error(row, id, caller), LIST, shop.id(), id, line, code, column, request.rows()))
                .map(rows -> cursors.page(caller, list, request, rows, ImportErrors::position))
                .chain(page -> request.count()
                        ? counted(caller, id, page)
                        : Uni.createFrom().item(page));
    }

    private static List<String> position(ImportError error) {
        var column = error.column();
        return List.of(String.valueOf(error.line()), error.code(), column == null ? "" : column);
    }

    private ImportError error(Row row, UUID id, Caller caller) {
        var column = row.getString("column_name");
        return new ImportError(
                row.getLong("line"),
                row.getString("code"),
                column.isEmpty() ? null : column,
                ImportFault.read(row.getString("message")).in(caller.locale()),
                content(row, id, caller));
    }

    private String content(Row row, UUID id, Caller caller) {
        PersonalReads.noteRow();
        var place = SealedFiles.fault(caller.ofShop(), id, row.getLong("line"));
        return sealer.openText(row.getBuffer("content").getBytes(), place);
    }

    private Uni<Page<ImportError>> counted(Caller caller, UUID id, Page<ImportError> page) {
        var shop = caller.ofShop();
        return reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), id)
                .map(total -> page.withTotal(total.orElse(0L)));
    }

    /// A CSV file for spreadsheets: the rows with errors as they came, their lines, and the reasons.
    public Uni<Multi<String>> file(UUID id) {
        var caller = Caller.with(Scope.IMPORTS_READ);
        return imports.known(caller, id)
                .map(known -> file(caller, id, known.state().getJsonObject("dialect")));
    }

    private Multi<String> file(Caller caller, UUID id, @Nullable JsonObject stored) {
        var dialect = stored == null ? null : Dialect.read(stored);
        var columns = dialect == null || dialect.header().isEmpty() ? List.of("row") : dialect.header();
        var last = new AtomicLong();
        var head = new ArrayList<>(columns);
        head.addAll(List.of("line", "reason"));
        var rows = Multi.createBy()
                .repeating()
                .uni(() -> page(caller, id, last))
                .whilst(page -> page.size() == ROWS_AT_ONCE)
                .map(page -> page.stream()
                        .map(row -> record(row, content(row, id, caller), new Shape(dialect, columns.size()), caller))
                        .collect(Collectors.joining()));
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(CsvRow.MARK + CsvRow.exact(head)), rows);
    }

    private Uni<List<Row>> page(Caller caller, UUID id, AtomicLong last) {
        var shop = caller.ofShop();
        return reads.list(shop, row -> row, FILE, shop.id(), id, last.get()).invoke(rows -> {
            if (!rows.isEmpty()) {
                last.set(rows.getLast().getLong("line"));
            }
        });
    }

    private record Shape(@Nullable Dialect dialect, int columns) {}

    private static String record(Row row, String content, Shape shape, Caller caller) {
        var dialect = shape.dialect();
        int columns = shape.columns();
        var locale = caller.locale();
        var fields = new ArrayList<String>(
                dialect == null || dialect.header().isEmpty()
                        ? List.of(content)
                        : CsvFields.split(content, dialect.delimiter()));
        while (fields.size() < columns) {
            fields.add("");
        }
        var cells = new ArrayList<>(fields.subList(0, columns));
        cells.add(String.valueOf(row.getLong("line")));
        cells.add(Arrays.stream(row.getString("reasons").split("\u001e", -1))
                        .map(reason -> reason(reason, locale))
                        .collect(Collectors.joining(" "))
                + cut(content, locale));
        return CsvRow.exact(cells);
    }

    /// What is sent again in this form would lack the rest of the row.
    private static String cut(String content, Locale locale) {
        return RowReader.isCut(content) ? " " + CUT.in(locale) : "";
    }

    private static String reason(String stored, Locale locale) {
        int end = stored.indexOf('\u001f');
        var message = ImportFault.read(stored.substring(end + 1)).in(locale);
        return end == 0 ? message : stored.substring(0, end) + ": " + message;
    }
}
