package io.kequn.rule;

/// The unit of a relative date or a duration. Hours are exact; the others count calendar days of the shop.
public enum TimeUnit {
    HOUR('h', 876_000),
    DAY('d', 36_500),
    WEEK('w', 5_200),
    MONTH('m', 1_200),
    YEAR('y', 100);

    private final char letter;
    private final int most;

    TimeUnit(char letter, int most) {
        this.letter = letter;
        this.most = most;
    }

    /// The letter after the amount; `m` is months.
    public char letter() {
        return letter;
    }

    /// The largest amount a rule may name: about a hundred years, so that no date leaves PostgreSQL's range.
    public int most() {
        return most;
    }

    static TimeUnit ofLetter(char letter) {
        return switch (letter) {
            case 'h' -> HOUR;
            case 'd' -> DAY;
            case 'w' -> WEEK;
            case 'm' -> MONTH;
            case 'y' -> YEAR;
            default -> throw new IllegalArgumentException("No unit " + letter);
        };
    }
}
