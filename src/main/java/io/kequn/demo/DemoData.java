package io.kequn.demo;

import static io.kequn.demo.DemoShop.as;

import io.kequn.level.LevelProgram;
import io.kequn.level.LevelProgramService;
import io.kequn.order.NewOrder;
import io.kequn.order.OrderBatch;
import io.kequn.order.OrderService;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.problem.Outcome;
import io.kequn.publication.SegmentStatus;
import io.kequn.rulebook.RuleBooks;
import io.kequn.rulebook.RuleBooks.Applying;
import io.kequn.segment.Segment;
import io.kequn.segment.SegmentService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Loads the purchases and publishes the starter segments, each once.
@Singleton
class DemoData {
    private static final Logger LOG = Logger.getLogger(DemoData.class);
    private static final String COUNT = "select count(*) from customer_order where shop_id = $1 and source = 'cdnow'";

    /// What somebody has made of a segment of the demo stays.
    private static final Applying ONCE = new Applying(false, false, true);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final OrderService orders;
    private final SegmentService segments;
    private final LevelProgramService programs;
    private final StarterSegments starters;
    private final RuleBooks books;
    private final ShopReads reads;

    DemoData(
            OrderService orders,
            SegmentService segments,
            LevelProgramService programs,
            StarterSegments starters,
            RuleBooks books,
            ShopReads reads) {
        this.orders = orders;
        this.segments = segments;
        this.programs = programs;
        this.starters = starters;
        this.books = books;
        this.reads = reads;
    }

    void load(Caller caller) {
        var shop = caller.ofShop();
        if (as(caller, () -> stored(shop)) < CdnowPurchases.ORDERS) {
            var all = CdnowPurchases.read(shop.zone());
            for (int from = 0; from < all.size(); from += OrderBatch.MOST) {
                var batch = all.subList(from, Math.min(all.size(), from + OrderBatch.MOST));
                as(caller, () -> put(batch));
            }
        }
        as(caller, () -> books.apply(starters.all(), ONCE));
        StarterSegments.KEYS.forEach(key -> as(caller, () -> ready(key)));
        as(caller, () -> built(() -> programs.get(StarterSegments.PROGRAM), LevelProgram::status));
    }

    private Uni<Long> stored(Shop shop) {
        return reads.find(shop, row -> row.getLong(0), COUNT, shop.id()).map(found -> found.orElse(0L));
    }

    private Uni<Void> put(List<NewOrder> batch) {
        return orders.putAll(batch)
                .map(outcomes -> outcomes.stream().map(Outcome::orThrow).toList())
                .replaceWithVoid();
    }

    private Uni<Void> ready(String key) {
        return built(() -> segments.get(key), Segment::status)
                .chain(() -> segments.get(key))
                .invoke(DemoData::tellFailed)
                .replaceWithVoid();
    }

    private static <D> Uni<Void> built(Supplier<Uni<? extends D>> read, Function<D, SegmentStatus> status) {
        return Uni.createFrom()
                .<D>deferred(read)
                .onItem()
                .delayIt()
                .by(LOOK_AGAIN)
                .repeat()
                .until(definition -> status.apply(definition) != SegmentStatus.BUILDING)
                .collect()
                .last()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .replaceWithVoid();
    }

    private static void tellFailed(Segment segment) {
        if (segment.status() == SegmentStatus.FAILED) {
            LOG.warnf("The starter segment `%s` could not be built; publish it again.", segment.key());
        }
    }
}
