package io.kequn.boot;

import io.quarkus.runtime.Quarkus;
import java.util.regex.Pattern;

/// Under `mvn -Pdemo`, the properties of Maven's command line are meant for the service. Maven hands them over as it
/// prints them: `properties {demo.reset=true, quarkus.http.port=8081}`.
final class MavenProperties {
    private static final String VARIABLE = "KEQUN_MAVEN_PROPERTIES";
    private static final Pattern ENTRY = Pattern.compile(
            "(?:^properties \\{|, )((?:quarkus|kequn|demo)\\.[^=,]+)=(.*?)(?=, [\\w.\"%-]+=|}$)", Pattern.DOTALL);

    private MavenProperties() {}

    static void adopt() {
        var printed = System.getenv(VARIABLE);
        if (printed == null) {
            return;
        }
        var entries = ENTRY.matcher(printed);
        while (entries.find()) {
            if (System.getProperty(entries.group(1)) == null) {
                System.setProperty(entries.group(1), entries.group(2));
            }
        }
        endWithMaven();
    }

    /// A killed Maven takes nobody along.
    private static void endWithMaven() {
        ProcessHandle.current().parent().ifPresent(maven -> {
            var unused = maven.onExit().thenRun(Quarkus::asyncExit);
        });
    }
}
