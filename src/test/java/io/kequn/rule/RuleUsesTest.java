package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleUsesTest {
    private final RuleLanguage language = new RuleLanguage(TestVocabulary.standard());

    @Test
    void aRuleNamesWhatItReads() {
        RuleUses uses = uses("NOT city = 'Oslo' OR customer_tags CONTAINS ANY (vip, b2b) AND custom.size > 3"
                + " AND orders_placed MATCHES () AND products_purchased MATCHES () AND age > 3 AND amount_spent > 1");

        assertThat(uses.facts())
                .containsExactlyInAnyOrder(
                        "customer.city", "tag", "customer.custom.size", "order", "customer.birth_date");
        assertThat(uses.tags()).containsExactlyInAnyOrder("vip", "b2b");
        assertThat(uses.customAttributes()).containsExactly("size");
    }

    @Test
    void aRuleNamesTheEventsSegmentsAndLayersThatItReads() {
        RuleUses uses = uses("event MATCHES (name IN ('login', 'app_open')) OR product_viewed MATCHES ()"
                + " OR abandoned_checkout_date > -7d OR NOT IN SEGMENT dormant OR IN LAYER value = high"
                + " OR WITHIN 5 km OF (1, 2)");

        assertThat(uses.facts())
                .containsExactlyInAnyOrder(
                        "event:login",
                        "event:app_open",
                        "event:product_viewed",
                        "event:checkout_abandoned",
                        "segment:dormant",
                        "layer:value",
                        "customer.location");
        assertThat(uses.segments()).containsExactly("dormant");
        assertThat(uses.layerSets()).containsExactly("value");
        assertThat(uses("event MATCHES (name STARTS WITH 'log')").facts()).containsExactly("event");
        assertThat(uses("event MATCHES (name != 'login')").facts()).containsExactly("event");
    }

    @Test
    void aRuleNamesThePropertiesOfTheEventsThatItNames() {
        RuleUses uses = uses("event MATCHES (name IN ('login', 'app_open'), note = 'a', sum_score > 1, count > 1)"
                + " OR product_viewed MATCHES (category = 'b', date >= -3d) OR event MATCHES (any = 1)");

        assertThat(uses.properties())
                .containsExactlyInAnyOrder(
                        new RuleUses.Property("login", "note"),
                        new RuleUses.Property("login", "score"),
                        new RuleUses.Property("app_open", "note"),
                        new RuleUses.Property("app_open", "score"),
                        new RuleUses.Property("product_viewed", "category"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last_seen_at > 2026-03-01 | false | true",
                "last_seen_at > 2026-03-01T00:00:00Z | false | false",
                "last_seen_at > 2026-03-01T00:00:00 | false | true",
                "last_seen_at > -6h | true | false",
                "last_seen_at IN LAST 6h | true | false",
                "last_seen_at IN LAST 6d | true | true",
                "last_seen_at IN today | true | true",
                "orders_placed MATCHES (date > -3m) | true | true",
                "age > 18 | true | true",
                "age IS NULL | false | false",
                "city HAS BEEN 'Oslo' FOR AT LEAST 7d | true | false",
                "anniversary(birth_date) = 2026-03-01 | false | true",
                "anniversary(registered_at) = 2026-03-01 | false | true",
                "anniversary(birth_date) IN NEXT 7d | true | true",
                "anniversary(birth_date) IN this_month | true | true",
                "BUCKET('summer') < 10% | false | false",
                "city = 'Oslo' | false | false"
            })
    void timeAndZoneAreReadOnlyWhereTheyMatter(String rule, boolean time, boolean zone) {
        assertThat(uses(rule).readsTime()).isEqualTo(time);
        assertThat(uses(rule).readsZone()).isEqualTo(zone);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "city != 'Oslo' | includes_missing | AND city IS NOT NULL",
                "NOT city = 'Oslo' | includes_missing | AND city IS NOT NULL",
                "customer_tags CONTAINS 'unknown-tag' | unknown_tag | -",
                "last_seen_at AT LEAST 7d AGO | shared_boundary | last_seen_at < -7d",
                "amount_spent BETWEEN 9 AND 1 | empty_range | -",
                "last_seen_at BETWEEN -7d AND -30d | empty_range | -",
                "last_seen_at BETWEEN today AND -1m | empty_range | -",
                "last_seen_at BETWEEN 2026-03-01T10:00:00 AND 2026-03-01T09:00:00 | empty_range | -",
                "number_of_orders < 0 | never_below_zero | -",
                "number_of_orders IN (-1, -2) | never_below_zero | -",
                "number_of_orders BETWEEN -3 AND -1 | never_below_zero | -",
                "city = 'Atlantis' | unlisted_value | -",
                "city IN ('Oslo', 'Atlantis') | unlisted_value | -",
                "amount_spent IS NULL | never_missing | -",
                "NOT city HAS BEEN 'Oslo' FOR AT LEAST 7d | includes_missing | AND city IS NOT NULL",
                "email_consent HAS BEEN 'denied' FOR AT LEAST 2m | exact_length | -",
                "NOT WITHIN 5 km OF (1, 2) | includes_missing | AND location IS NOT NULL",
                "anniversary(birth_date) != today | includes_missing | AND birth_date IS NOT NULL"
            })
    void lintTellsWhatWasProbablyNotMeant(String rule, String code, String offer) {
        Finding finding = language.lint(language.parse(rule)).get(0);

        assertThat(finding.code().code()).isEqualTo(code);
        assertThat(finding.offer()).isEqualTo(offer);
        assertThat(finding.message(Locale.CHINESE)).containsPattern("\\p{IsHan}");
    }

    @Test
    void lintPointsIntoTheJsonOfTheRule() {
        List<Finding> findings = language.lint(language.parse("TRUE AND (TRUE OR NOT city = 'Oslo')"));

        assertThat(findings).extracting(Finding::pointer).containsExactly("/and/1/or/1/not");
    }

    @Test
    void nothingIsFoundInAPlainRule() {
        assertThat(language.lint(language.parse("city = 'Oslo' AND amount_spent != 3 AND number_of_orders <= 0"
                        + " AND amount_spent < 0 AND city STARTS WITH 'At' AND last_seen_at BETWEEN -1m AND -7d")))
                .isEmpty();
    }

    private RuleUses uses(String rule) {
        return language.uses(language.parse(rule));
    }
}
