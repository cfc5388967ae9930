package io.kequn.platform.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what a person probably meant to type.
public final class Nearest {
    private Nearest() {}

    /// The choice that is closest to `typed`; empty where none is close enough to be worth a suggestion.
    public static Optional<String> to(String typed, Collection<String> choices) {
        if (typed.length() > 100) {
            return Optional.empty();
        }
        String wanted = typed.toLowerCase(Locale.ROOT);
        int tolerance = Math.max(1, wanted.length() / 3);
        return choices.stream()
                .map(choice -> new Candidate(choice, distance(wanted, choice.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance <= tolerance)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::choice))
                .map(Candidate::choice);
    }

    private record Candidate(String choice, int distance) {}

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 ? j : j == 0 ? i : cheapest(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int cheapest(int[][] steps, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
