package io.kequn.boot;

import io.smallrye.config.SmallRyeConfig;

/// What the service is started for. In production it refuses what is meant for trying it out, writes its log as JSON,
/// and leaves migrations to `migrate`: see `%production` in `application.properties`.
enum Mode {
    TRIAL,
    PRODUCTION;

    static final String SETTING = "kequn.mode";

    private static final String PROFILE = "quarkus.profile";

    static Mode of(SmallRyeConfig config) {
        var text = config.getOptionalValue(SETTING, String.class).orElse("trial");
        return switch (text) {
            case "trial" -> TRIAL;
            case "production" -> PRODUCTION;
            default ->
                throw new StartRefusal(
                        "The mode '" + text + "' is not known: KEQUN_MODE is `production`, or `trial` as usual.");
        };
    }

    /// Quarkus knows the mode as a profile.
    void adopt(SmallRyeConfig config) {
        if (this == PRODUCTION) {
            var profiles = config.getOptionalValue(PROFILE, String.class).orElse("prod");
            System.setProperty(PROFILE, profiles + ",production");
        }
    }
}
