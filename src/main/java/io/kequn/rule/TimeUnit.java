package io.kequn.rule;

/// The unit of a relative date or a duration. Hours are exact; the others count calendar days of the shop.
public enum TimeUnit {
    HOUR('h', 876_000, 1),
    DAY('d', 36_500, 24),
    WEEK('w', 5_200, 168),
    MONTH('m', 1_200, 30 * 24),
    YEAR('y', 100, 365 * 24);

    /// Of the Gregorian calendar, whose years repeat every 400.
    private static final double DAYS_OF_YEAR = 365.2425;

    private final char letter;
    private final int most;
    private final int exactHours;

    TimeUnit(char letter, int most, int exactHours) {
        this.letter = letter;
        this.most = most;
        this.exactHours = exactHours;
    }

    /// The letter after the amount; `m` is months.
    public char letter() {
        return letter;
    }

    /// The largest amount a rule may name: about a hundred years, so that no date leaves PostgreSQL's range.
    public int most() {
        return most;
    }

    /// How long it is where a length counts and not the calendar: a month is 30 days then, a year 365.
    public int exactHours() {
        return exactHours;
    }

    /// How many days of the calendar it is on the average.
    double days() {
        return switch (this) {
            case HOUR -> 1.0 / 24;
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> DAYS_OF_YEAR / 12;
            case YEAR -> DAYS_OF_YEAR;
        };
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
