package io.kequn.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.evaluation.ManyFacts;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@KequnTest
class MemberPlanTest {
    @Inject
    DataSource database;

    @Test
    void pageOfMembersReadsNoTableFromEndToEnd() throws SQLException {
        assertThat(ManyFacts.plan(database, SegmentMembers.MEMBERS, 3))
                .contains("Index")
                .doesNotContainPattern(ManyFacts.SCAN);
    }
}
