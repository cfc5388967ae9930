package io.kequn.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What was answered, when, and how long it took.
final class FaultAnswers {
    /// The status of what was not answered at all: nobody listens, or the connection broke; and of what was waited for
    /// in vain.
    static final int BROKEN = 0;

    static final int HUNG = -1;

    private static final Duration LONGEST = Duration.ofMillis(7_500);

    private final Queue<Answer> all = new ConcurrentLinkedQueue<>();

    record Answer(long at, int status, long nanos, String what) {
        boolean isGood() {
            return status >= 200 && status < 300 || status == 409 || status == 422;
        }

        boolean isRefusal() {
            return status == 503 || status == 429;
        }
    }

    void add(Answer answer) {
        all.add(answer);
    }

    List<Answer> between(long from, long until) {
        var found = new ArrayList<Answer>();
        all.forEach(answer -> {
            if (answer.at - from >= 0 && answer.at - until < 0) {
                found.add(answer);
            }
        });
        return found;
    }

    /// What no client should ever see. A connection may break only where a process is killed.
    static List<String> problems(List<Answer> answers, boolean mayBreak, boolean mayRefuse) {
        var problems = new ArrayList<String>();
        for (var answer : answers) {
            if (answer.nanos > LONGEST.toNanos() || answer.status == HUNG) {
                problems.add(answer.what + " took " + answer.nanos / 1_000_000 + " ms");
            } else if (answer.status == BROKEN && !mayBreak) {
                problems.add(answer.what + " was cut off");
            } else if (answer.isRefusal() && !mayRefuse) {
                problems.add(answer.what + " was refused by " + answer.status);
            } else if (answer.status != BROKEN && !answer.isGood() && !answer.isRefusal()) {
                problems.add(answer.what + " was answered by " + answer.status);
            }
        }
        return problems;
    }
}
