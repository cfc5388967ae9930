package io.kequn.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.evaluation.ManyFacts;
import io.kequn.rule.TestVocabulary;
import io.kequn.rule.ValueCounts;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Suggestions of values look at customers of a sample only, by indexes, whatever the values are of.
@KequnTest
class ValuePlanTest {
    /// As of a large shop, but with as many fewer customers as there are fewer of them here.
    private static final String SAMPLE = CustomerSample.SOME.replace("limit 250", "limit 10");

    @Inject
    DataSource database;

    @ParameterizedTest
    @MethodSource("counts")
    void valuesOfASampleReadNoTableFromEndToEnd(ValueCounts counts) throws SQLException {
        int values = 3 + counts.values().size();

        assertThat(ManyFacts.plan(database, counts.sql(SAMPLE), values))
                .contains("Index")
                .doesNotContainPattern(ManyFacts.SCAN);
    }

    static Stream<ValueCounts> counts() {
        var vocabulary = TestVocabulary.standard();
        return Stream.concat(
                vocabulary.attributes().stream()
                        .filter(attribute -> attribute.key().equals("city") || attribute.namesTags())
                        .flatMap(attribute -> ValueCounts.of(attribute).stream()),
                vocabulary.functions().stream()
                        .flatMap(function -> Stream.of("channel", "category")
                                .flatMap(name -> ValueCounts.of(function, name, null).stream())));
    }
}
