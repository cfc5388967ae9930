package io.kequn.rule;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one value as the type of what it is compared with. A refusal is thrown and collected by the checker.
final class ValueReader {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /// What a value is read for.
    record Target(String name, ValueType type, List<String> only, Map<String, String> spellings, boolean age) {
        Target(String name, ValueType type) {
            this(name, type, List.of(), Map.of(), false);
        }
    }

    static final class Refused extends Exception {
        private final transient RuleProblem problem;

        Refused(RuleProblem problem) {
            super(problem.code().code(), null, false, false);
            this.problem = problem;
        }

        RuleProblem problem() {
            return problem;
        }
    }

    private final NumberReader numbers;

    ValueReader(int currencyDigits) {
        this.numbers = new NumberReader(currencyDigits);
    }

    Value read(Draft.Literal literal, Target target) throws Refused {
        return switch (target.type()) {
            case STRING -> text(literal, target);
            case KEY -> key(literal, target);
            case NUMBER -> numbers.number(literal, target);
            case INTEGER -> numbers.whole(literal, target);
            case MONEY -> numbers.money(literal, target);
            case BOOLEAN -> truth(literal, target);
            case DATE -> day(literal, target);
            case INSTANT -> time(literal, target);
            case POINT -> throw new Refused(mismatch(literal, target, "WITHIN … OF (latitude, longitude)"));
        };
    }

    Value duration(Draft.Literal literal, Target target) throws Refused {
        try {
            Optional<Value> duration = literal.isWord() ? Literals.duration(literal.text()) : Optional.empty();
            if (duration.isPresent() && fits(duration.get(), target)) {
                return duration.get();
            }
        } catch (Literals.Refused refused) {
            throw refused(refused.code(), literal, target, "a duration such as 30d");
        }
        String expected = target.type() == ValueType.DATE
                ? "days, weeks, months or years such as 30d"
                : "a duration such as 30d or 12h";
        throw refused(ProblemCode.INVALID_DURATION, literal, target, expected);
    }

    Value period(Draft.Literal literal) throws Refused {
        String word = literal.text().toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        for (CalendarPeriod period : CalendarPeriod.values()) {
            if (literal.isWord() && period.word().equals(word)) {
                return new Value.Period(period);
            }
            words.add(period.word());
        }
        throw new Refused(RuleProblem.of(ProblemCode.UNKNOWN_PERIOD, literal.place(), literal.shown())
                .expecting(String.join(", ", words))
                .suggesting(Names.nearest(word, words)));
    }

    /// Hours are exact, and a date has none.
    private static boolean fits(Value duration, Target target) {
        return target.type() != ValueType.DATE
                || !(duration instanceof Value.Duration length && length.unit() == TimeUnit.HOUR);
    }

    private Value text(Draft.Literal literal, Target target) throws Refused {
        boolean quoted = literal.form() == Draft.Form.QUOTED || literal.form() == Draft.Form.STRING;
        boolean digits = Literals.isDigits(literal.text());
        // A word that is one of the few allowed needs no quotes, as keys do not.
        boolean listed = !target.only().isEmpty() && literal.form() == Draft.Form.BARE;
        if (!quoted && !digits && !listed) {
            throw new Refused(mismatch(literal, target, "a string in single quotes")
                    .suggesting(literal.form() == Draft.Form.BARE ? "'" + literal.text() + "'" : null));
        }
        return listed(literal, target, checked(literal));
    }

    private static Value listed(Draft.Literal literal, Target target, String text) throws Refused {
        String meant = target.spellings().getOrDefault(text, text);
        if (target.only().isEmpty() || target.only().contains(meant)) {
            return new Value.Text(meant);
        }
        throw new Refused(RuleProblem.of(ProblemCode.UNKNOWN_VALUE, literal.place(), literal.shown(), target.name())
                .expecting(String.join(", ", target.only()))
                .suggesting(Names.nearest(text, target.only())));
    }

    private static String checked(Draft.Literal literal) throws Refused {
        String text = Normalizer.normalize(literal.text(), Normalizer.Form.NFC);
        if (text.isEmpty()) {
            throw new Refused(RuleProblem.of(ProblemCode.EMPTY_STRING, literal.place())
                    .expecting("a string with at least one character, or IS NULL"));
        }
        Optional<Integer> control =
                text.codePoints().filter(Characters::isForbidden).boxed().findFirst();
        if (control.isPresent()) {
            throw new Refused(
                    RuleProblem.of(ProblemCode.CONTROL_CHARACTER, literal.place(), Characters.name(control.get())));
        }
        return text;
    }

    private static Value key(Draft.Literal literal, Target target) throws Refused {
        if (literal.form() == Draft.Form.NUMBER && !Literals.isDigits(literal.text())) {
            throw new Refused(mismatch(literal, target, "a key"));
        }
        String text = checked(literal);
        if (KEY.matcher(text).matches()) {
            return listed(literal, target, text);
        }
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-").replaceAll("^[-_]+|-+$", "");
        throw new Refused(RuleProblem.of(ProblemCode.INVALID_KEY, literal.place(), literal.shown())
                .expecting("lower-case letters, digits, _ and -, at most 63")
                .suggesting(KEY.matcher(slug).matches() ? "'" + slug + "'" : null));
    }

    private static Value truth(Draft.Literal literal, Target target) throws Refused {
        if (literal.form() != Draft.Form.TRUTH) {
            throw new Refused(mismatch(literal, target, "true or false"));
        }
        return new Value.Truth(literal.text().equals("true"));
    }

    private static Value day(Draft.Literal literal, Target target) throws Refused {
        Value value = time(literal, target);
        if (value instanceof Value.Day || value instanceof Value.RelativeDay) {
            return value;
        }
        throw new Refused(mismatch(literal, target, "a day such as 2026-03-01 or -7d"));
    }

    private static Value time(Draft.Literal literal, Target target) throws Refused {
        String expected = "a day such as 2026-03-01 or -7d, or an instant such as 2026-03-01T10:00:00Z";
        try {
            Optional<Value> value = Literals.time(literal.text());
            if (literal.isWord() && value.isPresent()) {
                return value.get();
            }
            throw new Refused(mismatch(literal, target, expected)
                    .suggesting(value.map(RulePrinter::value).orElse(null)));
        } catch (Literals.Refused refused) {
            throw refused(refused.code(), literal, target, expected);
        }
    }

    static RuleProblem mismatch(Draft.Literal literal, Target target, String expected) {
        return RuleProblem.of(ProblemCode.TYPE_MISMATCH, literal.place(), literal.shown(), target.name())
                .expecting(expected);
    }

    static Refused refused(
            ProblemCode code,
            Draft.Literal literal,
            Target target,
            @org.jspecify.annotations.Nullable String expected) {
        return new Refused(RuleProblem.of(code, literal.place(), literal.shown(), target.name())
                .expecting(expected));
    }
}
