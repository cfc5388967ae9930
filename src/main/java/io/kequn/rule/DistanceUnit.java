package io.kequn.rule;

import java.util.Arrays;
import java.util.Optional;

/// The unit of a distance.
public enum DistanceUnit {
    KM(1),
    MI(1.609344);

    /// The mean radius of the earth.
    static final double EARTH_KILOMETRES = 6_371.0088;

    private final double kilometres;

    DistanceUnit(double kilometres) {
        this.kilometres = kilometres;
    }

    /// The word in text and JSON.
    public String word() {
        return Names.lower(this);
    }

    /// How many kilometres it is.
    public double kilometres() {
        return kilometres;
    }

    static Optional<DistanceUnit> ofWord(String word) {
        return Arrays.stream(values())
                .filter(unit -> unit.word().equalsIgnoreCase(word))
                .findFirst();
    }
}
