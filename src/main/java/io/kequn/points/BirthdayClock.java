package io.kequn.points;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueTable;
import io.kequn.platform.job.DueWork;
import io.kequn.points.OccasionEarning.Chance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Grants what birthdays earn, at the midnight of the shop with which they begin; after an outage day by day
/// what was missed. Who is born on 29 February has the birthday on the 28th in common years.
@Singleton
class BirthdayClock implements DueWork {
    private static final int AT_ONCE = 1_000;
    private static final int OLDEST = 150;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String BEGIN = """
        insert into points_birthday (shop_id, done_until) values (?1, ?2) on conflict (shop_id) do nothing\
        """;
    private static final String PROGRESS =
            "select done_until, reached from points_birthday where shop_id = $1 for no key update";
    private static final String BORN = """
        select id from customer
        where shop_id = $1 and state = 0 and birth_date = any($2) and id > $3 order by id limit $4\
        """;
    private static final String ADVANCE = "update points_birthday set done_until = $2, reached = $3 where shop_id = $1";

    private final FactTransaction facts;
    private final PointsDefinitions definitions;
    private final OccasionEarning earning;

    BirthdayClock(FactTransaction facts, PointsDefinitions definitions, OccasionEarning earning) {
        this.facts = facts;
        this.definitions = definitions;
        this.earning = earning;
    }

    @Override
    public String kind() {
        return "points-birthday";
    }

    /// How far the birthdays are done: until the end of a day, and of the next one up to a customer.
    private record Progress(LocalDate doneUntil, @Nullable UUID reached) {
        static Progress of(Row row) {
            return new Progress(row.getLocalDate("done_until"), row.getUUID("reached"));
        }

        LocalDate day() {
            return doneUntil.plusDays(1);
        }
    }

    /// What a run leaves: when to go on.
    private record Left(@Nullable Instant next) {}

    /// Inside a definition transaction: birthdays earn from tomorrow on, unless they do already.
    Uni<Void> begin(Shop shop) {
        return DefinitionTransaction.now(shop).chain(now -> {
            var today = now.atZone(shop.zone()).toLocalDate();
            return DefinitionTransaction.session()
                    .chain(session -> session.createNativeQuery(BEGIN)
                            .setParameter(1, shop.id())
                            .setParameter(2, today)
                            .executeUpdate())
                    .chain(() -> DueTable.plan(shop, kind(), midnight(today.plusDays(1), shop.zone())));
        });
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return facts.write(
                        run.command(Left.class),
                        "time",
                        session -> step(session).map(left -> changes -> left))
                .map(left -> Optional.ofNullable(left.next));
    }

    private Uni<Left> step(FactSession session) {
        return session.readInstant()
                .chain(now -> session.query(PROGRESS, session.shop().id()))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(new Left(null))
                        : step(session, Progress.of(rows.iterator().next())));
    }

    private Uni<Left> step(FactSession session, Progress progress) {
        var begins = midnight(progress.day(), session.shop().zone());
        if (begins.isAfter(session.at())) {
            return Uni.createFrom().item(new Left(begins));
        }
        return session.query(
                        BORN,
                        session.shop().id(),
                        births(progress.day()),
                        progress.reached() == null ? FIRST : progress.reached(),
                        AT_ONCE)
                .map(rows -> Sql.list(rows, row -> row.getUUID("id")))
                .call(ids -> grant(session, progress.day(), ids))
                .invoke(ids -> advance(session, progress, ids))
                .replaceWith(new Left(Instant.EPOCH));
    }

    private static LocalDate[] births(LocalDate day) {
        return IntStream.rangeClosed(0, OLDEST)
                .mapToObj(age -> day.getYear() - age)
                .flatMap(year -> days(year, day).stream())
                .toArray(LocalDate[]::new);
    }

    /// The days of a year whose birthday is this day.
    private static List<LocalDate> days(int year, LocalDate day) {
        var leapDay = LocalDate.of(2024, 2, 29);
        boolean alsoLeap = day.getMonthValue() == 2 && day.getDayOfMonth() == 28 && !day.isLeapYear();
        var same = MonthDay.from(day);
        return Stream.of(same, MonthDay.from(leapDay))
                .limit(alsoLeap ? 2 : 1)
                .filter(monthDay -> monthDay.isValidYear(year))
                .map(monthDay -> monthDay.atYear(year))
                .toList();
    }

    private Uni<Void> grant(FactSession session, LocalDate day, List<UUID> born) {
        if (born.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var at = midnight(day, session.shop().zone());
        return session.lockActive(born)
                .chain(locked -> definitions.of(session).chain(found -> {
                    var rules = found.of(PointsTrigger.BIRTHDAY).stream()
                            .filter(rule -> rule.isActive(at))
                            .toList();
                    var year = String.valueOf(day.getYear());
                    var chances = locked.stream()
                            .flatMap(id ->
                                    rules.stream().map(rule -> new Chance(new Occasion(id, rule, at), year, year)))
                            .toList();
                    return earning.grant(session, found, chances);
                }));
    }

    private static void advance(FactSession session, Progress progress, List<UUID> ids) {
        boolean all = ids.size() < AT_ONCE;
        session.send(
                ADVANCE, session.shop().id(), all ? progress.day() : progress.doneUntil(), all ? null : ids.getLast());
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
