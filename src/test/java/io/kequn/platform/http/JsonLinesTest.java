package io.kequn.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final long MEGABYTE = 1 << 20;

    private final JsonLines<Integer> lines = new JsonLines<>(new ObjectMapper(), Integer.class);

    /// A body of short lines is many times as large once it is cut up.
    @Test
    void bodyOfTooManyLinesIsRefusedBeforeItIsCutUp() {
        var body = "1\n".repeat(5_000_000);
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> lines.answer(
                        body, items -> Uni.createFrom().item(List.of()), outcome -> new JsonLines.Answer(200, outcome)))
                .matches(refusal -> refusal.detail().english().contains("At most 1000 lines"));

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(MEGABYTE);
    }
}
