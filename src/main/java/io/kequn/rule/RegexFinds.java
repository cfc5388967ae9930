package io.kequn.rule;

import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.Map;

/// Tells in which texts regular expressions are found; each is compiled once and each text looked through once,
/// however often an explanation asks.
final class RegexFinds {
    private final Map<String, Pattern> compiled = new HashMap<>();
    private final Map<Asked, Boolean> found = new HashMap<>();

    private record Asked(String pattern, String text) {}

    boolean in(String text, String pattern) {
        return found.computeIfAbsent(new Asked(pattern, text), this::look);
    }

    private boolean look(Asked asked) {
        return compiled.computeIfAbsent(asked.pattern(), Pattern::compile)
                .matcher(asked.text())
                .find();
    }
}
