package io.kequn.audience;

import static io.kequn.platform.problem.ErrorCode.EXPORT_EXPIRED;

import io.kequn.customer.ConsentTopic;
import io.kequn.customer.CustomerSummaries;
import io.kequn.customer.CustomerSummary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.http.ListFiles;
import io.kequn.platform.http.ListFiles.Lines;
import io.kequn.platform.http.ListFiles.Pieces;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/// The files of exports: made while they are read, of those who agree at that moment.
@Singleton
public class AudienceFiles {
    private static final UUID BEGIN = new UUID(0, 0);
    private static final String MEMBERS = "select " + CustomerSummaries.COLUMNS + """

        from segment_member m join customer c on c.shop_id = m.shop_id and c.id = m.customer_id
        where m.shop_id = $1 and m.customer_id > $4
          and m.segment_id = (select id from segment where shop_id = $1 and id = $2 and archived_at is null)
          and <state> = 'granted' and <reachable>
        order by m.customer_id limit $5\
        """;

    private final AudienceService exports;
    private final AudienceStore store;
    private final ShopReads reads;
    private final CustomerSummaries summaries;
    private final ListFiles files;

    AudienceFiles(
            AudienceService exports,
            AudienceStore store,
            ShopReads reads,
            CustomerSummaries summaries,
            ListFiles files) {
        this.exports = exports;
        this.store = store;
        this.reads = reads;
        this.summaries = summaries;
        this.files = files;
    }

    private record File(AudienceColumns columns, Pieces<CustomerSummary> pieces) {}

    /// One JSON object a line. Refuses with `export_not_found` and `export_expired`.
    public Uni<Multi<Lines>> lines(String id) {
        return open(id).map(file -> files.lines(file.pieces(), file.columns()::object));
    }

    /// The same as CSV, below a header.
    public Uni<Multi<String>> rows(String id) {
        return open(id).map(file -> files.rows(file.columns().names(), file.pieces(), file.columns()::cells));
    }

    private Uni<File> open(String id) {
        var caller = Caller.with(Scope.EXPORTS_WRITE);
        var shop = caller.ofShop();
        return exports.known(shop, id)
                .chain(export -> store.download(caller, export)
                        .map(segment -> segment.orElseThrow(() -> EXPORT_EXPIRED.because(
                                "The file was there until " + export.expiresAt() + "; make a new export.",
                                "文件保留至 " + export.expiresAt() + "；请重新导出。")))
                        .map(segment -> new File(
                                new AudienceColumns(export.columns(), export.hashing()),
                                pieces(shop, segment, export))));
    }

    private Pieces<CustomerSummary> pieces(Shop shop, int segment, AudienceExport export) {
        var sql = MEMBERS.replace("<state>", AudienceReach.state())
                .replace("<reachable>", AudienceReach.reachable(export.channel(), export.hashing()));
        var topic = new ConsentTopic(export.purpose(), export.channel());
        return last -> reads.list(
                shop,
                row -> summaries.read(row, shop),
                sql,
                shop.id(),
                segment,
                topic.key(),
                last.map(CustomerSummary::id).orElse(BEGIN),
                ListFiles.PIECE);
    }
}
