package io.kequn.segment;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.customer.CustomerColumns;
import io.kequn.customer.CustomerSummaries;
import io.kequn.customer.CustomerSummary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.value.CsvRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All members of a segment as one file, however many, in constant memory: each piece is read when the one
/// before has been sent, in order of the members' ids, and no connection is held while a slow reader reads.
///
/// Members may come and go meanwhile. Whoever is a member all the time is in the file exactly once; whoever
/// enters or leaves may be in it or not, and nobody is in it twice.
@Singleton
public class MemberStreams {
    private static final int PIECE = 1_000;
    private static final String SINCE = "since";
    private static final UUID BEGIN = new UUID(0, 0);
    private static final String MEMBERS = "select m.since, " + CustomerSummaries.COLUMNS + """

        from segment_member m join customer c on c.shop_id = m.shop_id and c.id = m.customer_id
        where m.shop_id = $1 and m.customer_id > $3
          and m.segment_id = (select id from segment where shop_id = $1 and id = $2 and archived_at is null)
        order by m.customer_id limit $4\
        """;

    private final ShopReads reads;
    private final SegmentReads segments;
    private final ObjectMapper json;

    MemberStreams(ShopReads reads, SegmentReads segments, ObjectMapper json) {
        this.reads = reads;
        this.segments = segments;
        this.json = json;
    }

    /// A member with who it is.
    public record MemberLine(UUID customerId, Instant since, CustomerSummary customer) {}

    /// Some lines of JSON, without the end of the last, which the framework writes.
    public record Lines(@JsonValue @JsonRawValue String text) {}

    /// One JSON object a line.
    public Uni<Multi<Lines>> lines(String segment) {
        var shop = shop();
        return segments.idOf(shop, segment)
                .map(id -> pieces(shop, id, this::line, "\n").map(Lines::new));
    }

    /// A header, then one row a member: the columns of the summary and `since`, or those of them that are asked
    /// for.
    public Uni<Multi<String>> file(String segment, @Nullable String columns) {
        var shop = shop();
        var chosen = CustomerColumns.parse(columns, SINCE);
        return segments.idOf(shop, segment)
                .map(id -> Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().item(CsvRow.MARK + CsvRow.of(chosen.names())),
                                pieces(shop, id, member -> row(chosen, member), "")));
    }

    private static Shop shop() {
        return Caller.with(SEGMENTS_READ).and(CUSTOMERS_READ).ofShop();
    }

    private Multi<String> pieces(Shop shop, int segment, Function<MemberLine, String> text, String between) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(BEGIN), after -> piece(shop, segment, after))
                .whilst(piece -> piece.size() == PIECE)
                .filter(piece -> !piece.isEmpty())
                .map(piece -> piece.stream().map(text).collect(Collectors.joining(between)));
    }

    private Uni<List<MemberLine>> piece(Shop shop, int segment, AtomicReference<UUID> after) {
        return reads.list(shop, row -> member(row, shop), MEMBERS, shop.id(), segment, after.get(), PIECE)
                .invoke(members -> {
                    if (!members.isEmpty()) {
                        after.set(members.getLast().customerId());
                    }
                });
    }

    private static MemberLine member(Row row, Shop shop) {
        return new MemberLine(
                row.getUUID("id"), row.getOffsetDateTime("since").toInstant(), CustomerSummaries.read(row, shop));
    }

    private String line(MemberLine member) {
        try {
            return json.writeValueAsString(member);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String row(CustomerColumns columns, MemberLine member) {
        return CsvRow.of(columns.cells(member.customer(), Map.of(SINCE, member.since())));
    }
}
