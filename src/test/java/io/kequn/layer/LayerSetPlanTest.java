package io.kequn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.evaluation.ManyFacts;
import io.kequn.platform.access.Shop;
import io.kequn.publication.PreviewStatement;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.TestVocabulary;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@KequnTest
class LayerSetPlanTest {
    @Inject
    DataSource database;

    /// Of tables that have just been filled nothing is known, and a nested loop over all customers would not end.
    @Test
    void previewOfLayersJoinsAllAtOnceWhateverIsKnown() throws SQLException {
        var vocabulary = TestVocabulary.standard();
        var rules = ManyFacts.RULES.stream()
                .map(new RuleLanguage(vocabulary)::parse)
                .toList();
        var shop = new Shop(1, "s", Currency.getInstance("CNY"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, true);
        var time = new EvaluationTime(Instant.EPOCH, ZoneOffset.UTC, DayOfWeek.MONDAY);
        var preview = PreviewStatement.layers(vocabulary, rules, shop, "value", time);

        assertThat(ManyFacts.planOfUnknown(
                        database, preview.sql(), preview.values().size() - 1))
                .containsPattern("(Hash|Merge) Full Join");
    }
}
