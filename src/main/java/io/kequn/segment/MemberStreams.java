package io.kequn.segment;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.customer.CustomerColumns;
import io.kequn.customer.CustomerSummaries;
import io.kequn.customer.CustomerSummary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.http.ListFiles;
import io.kequn.platform.http.ListFiles.Lines;
import io.kequn.platform.http.ListFiles.Pieces;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All members of a segment as one file, in order of their ids.
///
/// Members may come and go meanwhile. Whoever is a member all the time is in the file exactly once; whoever
/// enters or leaves may be in it or not, and nobody is in it twice.
@Singleton
public class MemberStreams {
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
    private final CustomerSummaries summaries;
    private final ListFiles files;

    MemberStreams(ShopReads reads, SegmentReads segments, CustomerSummaries summaries, ListFiles files) {
        this.reads = reads;
        this.segments = segments;
        this.summaries = summaries;
        this.files = files;
    }

    /// A member with who it is.
    public record MemberLine(UUID customerId, Instant since, CustomerSummary customer) {}

    /// One JSON object a line.
    public Uni<Multi<Lines>> lines(String segment) {
        var shop = shop();
        return segments.idOf(shop, segment).map(id -> files.lines(pieces(shop, id), member -> member));
    }

    /// A header, then one row a member: the columns of the summary and `since`, or those of them that are asked
    /// for.
    public Uni<Multi<String>> file(String segment, @Nullable String columns) {
        var shop = shop();
        var chosen = CustomerColumns.parse(columns, SINCE);
        return segments.idOf(shop, segment)
                .map(id -> files.rows(
                        chosen.names(),
                        pieces(shop, id),
                        member -> chosen.cells(member.customer(), Map.of(SINCE, member.since()))));
    }

    private static Shop shop() {
        return Caller.with(SEGMENTS_READ).and(CUSTOMERS_READ).ofShop();
    }

    private Pieces<MemberLine> pieces(Shop shop, int segment) {
        return last -> reads.list(
                shop,
                row -> member(row, shop),
                MEMBERS,
                shop.id(),
                segment,
                last.map(MemberLine::customerId).orElse(BEGIN),
                ListFiles.PIECE);
    }

    private MemberLine member(Row row, Shop shop) {
        return new MemberLine(row.getUUID("id"), row.getOffsetDateTime("since").toInstant(), summaries.read(row, shop));
    }
}
