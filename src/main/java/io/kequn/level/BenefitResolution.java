package io.kequn.level;

import io.kequn.benefit.BenefitKind;
import io.kequn.level.CustomerBenefits.BenefitSource;
import io.kequn.level.CustomerBenefits.GrantedBenefit;
import io.kequn.segment.SegmentGrant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Puts together what levels and segments give.
final class BenefitResolution {
    /// By kind; of one kind the best first: the highest value, then what lasts longest.
    private static final Comparator<GrantedBenefit> BEST_FIRST = Comparator.comparing(GrantedBenefit::kind)
            .thenComparing(BenefitResolution::value, Comparator.reverseOrder())
            .thenComparing(BenefitResolution::end, Comparator.reverseOrder())
            .thenComparing(benefit -> benefit.source().kind())
            .thenComparing(benefit -> String.valueOf(benefit.source().program()))
            .thenComparing(benefit -> benefit.source().key());

    private BenefitResolution() {}

    static CustomerBenefits of(List<CardLevel> levels, List<SegmentGrant> segments) {
        var all = Stream.concat(
                        levels.stream().flatMap(BenefitResolution::granted),
                        segments.stream().flatMap(BenefitResolution::granted))
                .sorted(BEST_FIRST)
                .toList();
        var had = EnumSet.noneOf(BenefitKind.class);
        var items = new ArrayList<GrantedBenefit>();
        var outdone = new ArrayList<GrantedBenefit>();
        for (var benefit : all) {
            boolean first = had.add(benefit.kind());
            (first || !benefit.kind().isSingle() ? items : outdone).add(benefit);
        }
        return new CustomerBenefits(items, outdone);
    }

    private static Stream<GrantedBenefit> granted(CardLevel level) {
        var held = level.level();
        if (held == null) {
            return Stream.of();
        }
        var source = new BenefitSource("level", level.program(), held.key(), held.name());
        var end = level.graceUntil() == null ? level.expiresAt() : level.graceUntil();
        return level.benefits().stream().map(benefit -> GrantedBenefit.of(benefit, source, level.since(), end));
    }

    private static Stream<GrantedBenefit> granted(SegmentGrant segment) {
        var source = new BenefitSource("segment", null, segment.key(), segment.name());
        return segment.benefits().stream()
                .map(benefit -> GrantedBenefit.of(benefit, source, segment.since(), segment.expiresAt()));
    }

    private static BigDecimal value(GrantedBenefit benefit) {
        return Objects.requireNonNullElse(benefit.value(), BigDecimal.ZERO);
    }

    private static Instant end(GrantedBenefit benefit) {
        return Objects.requireNonNullElse(benefit.expiresAt(), Instant.MAX);
    }
}
