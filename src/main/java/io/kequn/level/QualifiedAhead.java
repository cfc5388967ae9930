package io.kequn.level;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.rule.Crossings;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.NumberedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Scope;
import io.kequn.rule.Statement;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What one customer will qualify for as time passes, by the facts of now. Days begin at the shop's midnights,
/// and rules that count those are asked at each that matters. Rules that count hours, or compare with now, can
/// turn at any instant: they are asked about 1,000 times, at most once an hour, and where two answers differ,
/// the instant between them is found to the second.
final class QualifiedAhead {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST = 1_000;

    private final ShopReads reads;
    private final Shop shop;
    private final UUID customer;
    private final int lowest;
    private final Statement statement;
    private final Crossings crossings;

    /// The rules are those of `levels` levels from the highest to the lowest that has one.
    QualifiedAhead(ShopReads reads, Shop shop, UUID customer, Vocabulary vocabulary, List<Rule> rules, int levels) {
        this.reads = reads;
        this.shop = shop;
        this.customer = customer;
        this.lowest = levels - rules.size();
        var numbered = IntStream.range(0, rules.size())
                .mapToObj(place -> new NumberedRule(levels - place, rules.get(place)))
                .toList();
        var compiler = new RuleCompiler(vocabulary);
        this.statement = compiler.statement(numbered, Scope.CUSTOMERS);
        this.crossings = compiler.crossings(numbered);
    }

    /// Each change between two instants, the second included, beginning with what is known of the first.
    Uni<List<Qualified>> changes(Qualified present, Instant now, Instant until) {
        var instants = instants(now, until);
        return instants.isEmpty()
                ? Uni.createFrom().item(List.of())
                : at(instants).chain(ranks -> found(new Known(present.level(), now), instants, ranks, 0, List.of()));
    }

    /// When time alone can change what the rules say.
    private List<Instant> instants(Instant now, Instant until) {
        var instants = new ArrayList<Instant>();
        var step = Duration.between(now, until).dividedBy(MOST);
        var pace = step.compareTo(HOUR) < 0 ? HOUR : step;
        var instant = Optional.of(now);
        while (instant.isPresent()) {
            instant = next(instant.get(), pace).filter(next -> next.isBefore(until));
            instant.ifPresent(instants::add);
        }
        if (!crossings.isEmpty()) {
            instants.add(until);
        }
        return instants;
    }

    private Optional<Instant> next(Instant after, Duration pace) {
        return crossings.next(time(after)).map(next -> next.isAfter(after) ? next : after.plus(pace));
    }

    private record Known(int rank, Instant at) {}

    /// The changes, one after the other; where hours count, the instant of each is looked for.
    private Uni<List<Qualified>> found(
            Known before, List<Instant> instants, List<Integer> ranks, int place, List<Qualified> sofar) {
        int next = place;
        var known = before;
        while (next < instants.size() && ranks.get(next) == known.rank) {
            known = new Known(known.rank, instants.get(next));
            next++;
        }
        if (next == instants.size()) {
            return Uni.createFrom().item(sofar);
        }
        var last = known;
        int changed = next;
        var after = new Known(ranks.get(changed), instants.get(changed));
        return turn(last, after).chain(turn -> {
            var more = new ArrayList<>(sofar);
            more.add(new Qualified(turn.rank, turn.at));
            boolean whole = turn.rank == after.rank;
            return found(turn, instants, ranks, whole ? changed + 1 : changed, more);
        });
    }

    private Uni<Known> turn(Known before, Known after) {
        boolean days = crossings.next(time(before.at)).stream().allMatch(next -> !next.isBefore(after.at));
        var span = Duration.between(before.at, after.at);
        if (days || span.compareTo(Duration.ofSeconds(1)) <= 0) {
            return Uni.createFrom().item(after);
        }
        var middle = before.at.plus(span.dividedBy(2));
        return at(List.of(middle)).chain(ranks -> {
            int rank = ranks.getFirst();
            return rank == before.rank ? turn(new Known(rank, middle), after) : turn(before, new Known(rank, middle));
        });
    }

    /// The rank that the customer qualifies for at each of the instants.
    private Uni<List<Integer>> at(List<Instant> instants) {
        return reads.each(
                        shop,
                        statement.sql(),
                        instants.stream().map(this::values).toList())
                .map(all -> all.stream().map(this::rank).toList());
    }

    private Tuple values(Instant instant) {
        var values = Sql.tuple(shop.id(), new UUID[] {customer});
        statement.values(time(instant)).forEach(values::addValue);
        return values;
    }

    /// The highest whose rule holds; none does for who was deleted a moment ago.
    private int rank(RowSet<Row> rows) {
        return Sql.list(rows, row -> row.getArrayOfIntegers("should")).stream()
                .flatMap(Stream::of)
                .max(Integer::compare)
                .orElse(lowest);
    }

    private EvaluationTime time(Instant instant) {
        return new EvaluationTime(instant, shop.zone(), shop.weekStart());
    }
}
