package io.kequn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The map of the code: which package may use which, and who may touch the database.
class ArchitectureTest {
    static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kequn");

    /// Each package with those that it may use; nobody uses what stands below.
    static final List<Map.Entry<String, List<String>>> MAY_USE = List.of(
            Map.entry("rule", List.of()),
            Map.entry("crypto", List.of()),
            Map.entry("boot", List.of("crypto")),
            Map.entry("platform", List.of("crypto")),
            Map.entry("audit", List.of("platform")),
            Map.entry("feed", List.of("platform")),
            Map.entry("shop", List.of("crypto", "platform")),
            Map.entry("customer", List.of("crypto", "platform", "audit", "feed", "rule")),
            Map.entry("tag", List.of("platform", "feed", "rule", "customer")),
            Map.entry("order", List.of("platform", "feed", "rule", "customer")),
            Map.entry("event", List.of("platform", "feed", "rule", "customer")),
            Map.entry("evaluation", List.of("platform", "feed", "rule", "customer", "tag")),
            Map.entry("publication", List.of("platform", "rule", "shop", "customer", "tag", "event", "evaluation")),
            Map.entry("benefit", List.of("platform")),
            Map.entry(
                    "segment",
                    List.of("platform", "feed", "rule", "customer", "tag", "benefit", "evaluation", "publication")),
            Map.entry("timetravel", List.of("platform", "customer", "order")),
            Map.entry(
                    "explanation",
                    List.of(
                            "platform",
                            "rule",
                            "customer",
                            "tag",
                            "evaluation",
                            "publication",
                            "segment",
                            "timetravel")),
            Map.entry("layer", List.of("platform", "rule", "customer", "evaluation", "publication", "explanation")),
            Map.entry(
                    "level",
                    List.of(
                            "platform",
                            "feed",
                            "rule",
                            "customer",
                            "benefit",
                            "evaluation",
                            "publication",
                            "segment",
                            "timetravel",
                            "explanation")),
            Map.entry(
                    "points",
                    List.of(
                            "platform",
                            "feed",
                            "rule",
                            "customer",
                            "order",
                            "event",
                            "benefit",
                            "publication",
                            "level",
                            "timetravel")),
            Map.entry("tagrule", List.of("platform", "rule", "customer", "tag", "evaluation", "publication")),
            Map.entry(
                    "rulebook",
                    List.of(
                            "platform",
                            "rule",
                            "customer",
                            "tag",
                            "event",
                            "benefit",
                            "evaluation",
                            "publication",
                            "segment",
                            "layer",
                            "level",
                            "points",
                            "tagrule")),
            Map.entry("pack", List.of("platform", "shop", "rulebook")),
            Map.entry("sync", List.of("platform", "feed", "customer", "tag")),
            Map.entry("stream", List.of("platform", "feed")),
            Map.entry("webhook", List.of("crypto", "platform", "audit", "feed", "stream")),
            Map.entry("token", List.of("crypto", "platform", "audit", "customer")),
            Map.entry("document", List.of("platform")),
            Map.entry(
                    "me",
                    List.of(
                            "platform",
                            "rule",
                            "customer",
                            "tag",
                            "order",
                            "benefit",
                            "segment",
                            "layer",
                            "explanation",
                            "level",
                            "points")),
            Map.entry("audience", List.of("platform", "audit", "customer")),
            Map.entry("privacy", List.of("crypto", "platform", "audit", "customer")),
            Map.entry("card", List.of("platform", "customer", "tag", "segment", "layer", "level", "points")),
            Map.entry("analytics", List.of("platform", "rule", "customer", "publication")),
            Map.entry("catalog", List.of("platform", "rule", "shop", "customer")),
            Map.entry("imports", List.of("crypto", "platform", "feed", "customer", "tag", "order")),
            Map.entry("operations", List.of("platform", "evaluation")),
            Map.entry(
                    "demo",
                    List.of(
                            "boot",
                            "platform",
                            "shop",
                            "customer",
                            "tag",
                            "order",
                            "publication",
                            "segment",
                            "level",
                            "rulebook",
                            "pack",
                            "imports")));

    @ParameterizedTest
    @FieldSource("MAY_USE")
    void packageUsesOnlyWhatItMay(Map.Entry<String, List<String>> entry) {
        var own = "io.kequn." + entry.getKey() + "..";
        var allowed = Stream.concat(Stream.of(own), entry.getValue().stream().map(name -> "io.kequn." + name + ".."))
                .toArray(String[]::new);
        var others = MAY_USE.stream()
                .map(Map.Entry::getKey)
                .filter(name ->
                        !name.equals(entry.getKey()) && !entry.getValue().contains(name))
                .map(name -> "io.kequn." + name + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .as(own + " uses only " + List.of(allowed))
                .check(CODE);
    }

    @Test
    void featuresHaveNoCycles() {
        slices().matching("io.kequn.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void everyPackageIsOnTheMap() {
        classes()
                .that()
                .resideInAPackage("io.kequn.*..")
                .should()
                .resideInAnyPackage(MAY_USE.stream()
                        .map(entry -> "io.kequn." + entry.getKey() + "..")
                        .toArray(String[]::new))
                .check(CODE);
    }

    /// GraphQL runs sibling fields side by side, and a shared Hibernate session breaks under that.
    @Test
    void nobodyOpensAHibernateSessionByAnnotation() {
        methods()
                .should()
                .notBeAnnotatedWith(WithSession.class)
                .andShould()
                .notBeAnnotatedWith(WithTransaction.class)
                .check(CODE);
    }

    /// Without it, what a client does not accept is answered as the text of a Java object, after the write.
    @Test
    void everyResourceSaysWhatItAnswers() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .and()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .beAnnotatedWith(Produces.class)
                .check(CODE);
    }

    @Test
    void adaptersDoNotTouchTheDatabase() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .or()
                .haveSimpleNameEndingWith("GraphQL")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Repository")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Entity")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.mutiny.sqlclient.Pool")
                .check(CODE);
    }

    @Test
    void servicesKnowNoProtocol() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Service")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.eclipse.microprofile.graphql..")
                .check(CODE);
    }

    @Test
    void rulesDoNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("io.kequn.rule..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..", "io.smallrye..", "jakarta..", "org.hibernate..", "java.net..", "java.nio.file..")
                .check(CODE);
    }
}
