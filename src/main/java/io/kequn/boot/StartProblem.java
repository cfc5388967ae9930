package io.kequn.boot;

import io.kequn.crypto.UnusableKeys;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlUnableToConnectToDbException;

/// Tells the person who started the service why it does not run: a sentence where the cause is known, everything
/// otherwise.
final class StartProblem {
    private StartProblem() {}

    static void report(Throwable problem) {
        sentence(problem).ifPresentOrElse(StartProblem::print, problem::printStackTrace);
    }

    private static void print(String sentence) {
        System.err.println("Kequn cannot start. " + sentence);
    }

    private static Optional<String> sentence(Throwable problem) {
        // Thrown while migrations run, whose own failure says less.
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableKeys keys) {
                return Optional.of(String.valueOf(keys.getMessage()));
            }
        }
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            var sentence = sentenceOf(cause);
            if (sentence.isPresent()) {
                return sentence;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sentenceOf(Throwable cause) {
        return switch (cause) {
            case StartRefusal refusal -> Optional.of(String.valueOf(refusal.getMessage()));
            case FlywaySqlUnableToConnectToDbException unreachable ->
                Optional.of("PostgreSQL cannot be reached (" + rootMessage(unreachable)
                        + "). Check QUARKUS_DATASOURCE_REACTIVE_URL, user, password and KEQUN_DATABASE_CA.");
            case FlywayValidateException other ->
                Optional.of("The database is not as this version of Kequn needs it (" + oneLine(other)
                        + "). Run `java -jar quarkus-run.jar migrate` first, as the role that owns the database.");
            case FlywayException failed ->
                Optional.of("The database cannot be brought up to date (" + oneLine(failed)
                        + "). The demo can start over with -Ddemo.reset, which deletes all its data.");
            case QuarkusBindException taken ->
                Optional.of("Port " + taken.getPort() + " is in use. Choose another with -Dquarkus.http.port=PORT.");
            case ConfigurationException wrong -> Optional.of(oneLine(wrong));
            case ConfigValidationException wrong -> Optional.of(oneLine(wrong));
            default -> Optional.empty();
        };
    }

    private static String rootMessage(Throwable problem) {
        return oneLine(ExceptionUtil.getRootCause(problem));
    }

    private static String oneLine(Throwable problem) {
        return String.valueOf(problem.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
