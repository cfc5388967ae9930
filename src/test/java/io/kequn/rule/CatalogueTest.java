package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = TestVocabulary.standard().catalogue();

    @Test
    void everyOperandTellsTheOperatorsThatItTakes() {
        assertThat(operators("boolean")).containsExactly("eq", "neq", "is_null", "is_not_null");
        assertThat(operators("string")).contains("contains", "matches_regex").doesNotContain("gt", "between");
        assertThat(operators("anniversary")).contains("in_next", "not_between").doesNotContain("gt", "at_least_ago");
        assertThat(catalogue.operators())
                .extracting(Catalogue.OperatorEntry::name)
                .containsAll(catalogue.operands().stream()
                        .flatMap(operand -> operand.operators().stream())
                        .toList());
    }

    @Test
    void anAttributeTellsWhatCanBeAskedOfIt() {
        assertThat(attribute("email_consent").operand()).isEqualTo("listed_string");
        assertThat(attribute("email_consent").values()).contains("granted");
        assertThat(attribute("email_consent").olderNames()).containsExactly("email_subscription_status");
        assertThat(attribute("birth_date").anniversary()).isTrue();
        assertThat(attribute("city").hasBeen()).isTrue();
        assertThat(attribute("amount_spent").hasBeen()).isFalse();
        assertThat(attribute("customer_tags").operand()).isEqualTo("set");
    }

    @Test
    void aFunctionTellsItsParametersAndAggregates() {
        var orders = catalogue.functions().stream()
                .filter(function -> function.name().equals("orders_placed"))
                .findFirst()
                .orElseThrow();

        assertThat(orders.parameters())
                .extracting(Catalogue.ParameterEntry::name)
                .contains("date", "amount");
        assertThat(orders.aggregates())
                .extracting(Catalogue.ParameterEntry::name)
                .contains("count", "sum_amount", "avg_amount", "distinct_channel");
    }

    private List<String> operators(String operand) {
        return catalogue.operands().stream()
                .filter(entry -> entry.name().equals(operand))
                .findFirst()
                .orElseThrow()
                .operators();
    }

    private Catalogue.AttributeEntry attribute(String key) {
        return catalogue.attributes().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
