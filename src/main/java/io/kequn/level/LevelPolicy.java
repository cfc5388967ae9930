package io.kequn.level;

import java.time.Period;
import java.util.List;

/// How a program moves customers between its levels, which are ranks from 1, the lowest, upwards; 0 is no level.
///
/// @param floor the rank below which nobody falls: 1 where the lowest level asks for nothing, else 0
/// @param warnings how long before they lose their level customers are warned, the longest first
record LevelPolicy(int floor, Upgrade upgrade, Retention retention, Downgrade downgrade, List<Period> warnings) {
    LevelPolicy {
        warnings = List.copyOf(warnings);
    }
}
