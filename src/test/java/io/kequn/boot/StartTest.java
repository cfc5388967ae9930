package io.kequn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@KequnTest
class StartTest {
    @Inject
    Pool pool;

    @Test
    void requestsRunAsTheRoleThatOwnsNothing() {
        assertThat(ask("select current_user::text")).isEqualTo("kequn_app");
    }

    @Test
    void resettingTheRoleLeadsBackToIt() {
        var answers = pool.query("reset role; select current_user::text").executeAndAwait();

        assertThat(answers.next().iterator().next().getString(0)).isEqualTo("kequn_app");
    }

    @Test
    void connectionsTellWhoseTheyAre() {
        assertThat(ask("select current_setting('application_name')")).isEqualTo("kequn");
    }

    private String ask(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getString(0);
    }
}
