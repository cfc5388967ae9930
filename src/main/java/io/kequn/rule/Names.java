package io.kequn.rule;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the name that was probably meant.
final class Names {
    private static final int LONGEST = 64;

    private Names() {}

    /// A constant as callers spell it.
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// The nearest of the candidates, or null if none is near; among equally near ones the first in the alphabet.
    static @Nullable String nearest(String written, Collection<String> candidates) {
        if (written.length() > LONGEST) {
            return null;
        }
        String word = written.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, word.length() / 3);
        String best = null;
        for (String candidate : candidates.stream().sorted().toList()) {
            int distance = distance(word, candidate.toLowerCase(Locale.ROOT));
            if (distance <= allowed) {
                best = candidate;
                allowed = distance - 1;
            }
        }
        return best;
    }

    /// Edits between two words, where swapping neighbours is one edit.
    private static int distance(String one, String other) {
        int[][] edits = new int[one.length() + 1][other.length() + 1];
        Arrays.setAll(edits[0], j -> j);
        for (int i = 1; i <= one.length(); i++) {
            edits[i][0] = i;
            for (int j = 1; j <= other.length(); j++) {
                edits[i][j] = step(one, other, edits, i, j);
            }
        }
        return edits[one.length()][other.length()];
    }

    private static int step(String one, String other, int[][] edits, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
