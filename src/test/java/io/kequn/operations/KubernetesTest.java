package io.kequn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `kubectl kustomize` makes of the overlays, against the types of Kubernetes and against itself. It
/// was rendered by the real one; `.ci/run` renders it again and has it judged by the official schemas.
class KubernetesTest {
    private static final Path SOURCES = Path.of("k8s");
    private static final Path RENDERED = Path.of("src", "test", "resources", "k8s");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /// One overlay's resources.
    private record Rendered(List<HasMetadata> resources) {
        static Rendered of(String overlay) {
            Collection<HasMetadata> read = YAML.unmarshal(read(RENDERED.resolve(overlay + ".yaml")));
            return new Rendered(List.copyOf(read));
        }

        <T extends HasMetadata> Stream<T> all(Class<T> type) {
            return resources.stream().filter(type::isInstance).map(type::cast);
        }

        <T extends HasMetadata> T one(Class<T> type, String name) {
            return all(type)
                    .filter(resource -> resource.getMetadata().getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
        }

        List<PodTemplateSpec> pods() {
            return Stream.of(
                            all(Deployment.class).map(owner -> owner.getSpec().getTemplate()),
                            all(StatefulSet.class).map(owner -> owner.getSpec().getTemplate()),
                            all(Job.class).map(owner -> owner.getSpec().getTemplate()))
                    .flatMap(templates -> templates)
                    .toList();
        }

        List<Container> containers() {
            return pods().stream()
                    .flatMap(pod -> pod.getSpec().getContainers().stream())
                    .toList();
        }

        boolean selectsPods(Map<String, String> labels) {
            return pods().stream()
                    .anyMatch(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void isRenderedFromWhatIsThere(String overlay) throws IOException {
        assertThat(read(RENDERED.resolve(overlay + ".yaml")).lines().findFirst().orElseThrow())
                .as("render anew: src/test/conformance/kubernetes/render.sh")
                .endsWith(": " + hashOfSources());
    }

    private static String hashOfSources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var lines = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("README.md"))
                    .map(file -> "./" + SOURCES.relativize(file))
                    .sorted()
                    .map(name -> sha256(SOURCES.resolve(name)) + "  " + name + "\n")
                    .collect(Collectors.joining());
            return sha256(lines.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String sha256(Path file) {
        try {
            return sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void everyFieldIsOneThatKubernetesKnows(String overlay) {
        var unknown = new ArrayList<String>();
        var resources = Rendered.of(overlay).resources;

        assertThat(resources).hasSizeGreaterThan(9).noneMatch(GenericKubernetesResource.class::isInstance);
        resources.forEach(resource ->
                walk(resource.getKind() + "/" + resource.getMetadata().getName(), resource, unknown));

        assertThat(unknown).isEmpty();
    }

    /// So that the test above can fail.
    @Test
    void unknownFieldIsFound() {
        HasMetadata service = YAML.unmarshal("""
            apiVersion: v1
            kind: Service
            spec:
              ports: [{port: 80, targetport: 8080}]
            """);
        var unknown = new ArrayList<String>();

        walk("Service", service, unknown);

        assertThat(unknown).containsExactly("Service.spec.ports[0].targetport");
    }

    private static void walk(String place, Object value, List<String> unknown) {
        switch (value) {
            case null -> {}
            case Collection<?> items -> {
                int i = 0;
                for (var item : items) {
                    walk(place + "[" + i++ + "]", item, unknown);
                }
            }
            case Map<?, ?> entries -> entries.forEach((key, item) -> walk(place + "." + key, item, unknown));
            default -> {
                if (value.getClass().getName().startsWith("io.fabric8.")) {
                    for (var getter : value.getClass().getMethods()) {
                        if (isGetter(getter)) {
                            look(place, value, getter, unknown);
                        }
                    }
                }
            }
        }
    }

    private static boolean isGetter(Method method) {
        return method.getName().startsWith("get")
                && method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class;
    }

    private static void look(String place, Object value, Method getter, List<String> unknown) {
        try {
            var found = getter.invoke(value);
            if (getter.getName().equals("getAdditionalProperties") && found instanceof Map<?, ?> more) {
                more.keySet().forEach(key -> unknown.add(place + "." + key));
                return;
            }
            var name = getter.getName().substring(3);
            walk(place + "." + Character.toLowerCase(name.charAt(0)) + name.substring(1), found, unknown);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void podsMayDoNothingButTheirWork(String overlay) {
        var rendered = Rendered.of(overlay);

        assertThat(rendered.pods()).isNotEmpty().allSatisfy(pod -> {
            var spec = pod.getSpec();
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(spec.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(spec.getAutomountServiceAccountToken()).isFalse();
        });
        assertThat(rendered.containers()).allSatisfy(container -> {
            var context = container.getSecurityContext();
            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container.getVolumeMounts())
                    .anyMatch(mount -> mount.getMountPath().equals("/tmp"));
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKey("memory");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void secretsAreNamedAndNeverThere(String overlay) {
        var rendered = Rendered.of(overlay);

        assertThat(rendered.resources).noneMatch(resource -> resource.getKind().equals("Secret"));
        assertThat(rendered.containers().stream().flatMap(container -> container.getEnv().stream()))
                .filteredOn(variable -> variable.getName().matches(".*(PASSWORD|KEY|USERNAME|URL)"))
                .hasSizeGreaterThan(6)
                .allSatisfy(variable ->
                        assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void servicesPoliciesAndScalersMeanPodsThatAreThere(String overlay) {
        var rendered = Rendered.of(overlay);
        var ports = rendered.containers().stream()
                .flatMap(container -> container.getPorts().stream())
                .map(port -> port.getName())
                .collect(Collectors.toSet());

        assertThat(rendered.all(Service.class)).isNotEmpty().allSatisfy(service -> {
            assertThat(rendered.selectsPods(service.getSpec().getSelector())).isTrue();
            assertThat(ports)
                    .containsAll(service.getSpec().getPorts().stream()
                            .map(port -> port.getTargetPort().getStrVal())
                            .toList());
        });
        assertThat(rendered.all(NetworkPolicy.class))
                .isNotEmpty()
                .allSatisfy(policy -> assertThat(rendered.selectsPods(
                                policy.getSpec().getPodSelector().getMatchLabels()))
                        .isTrue());
        assertThat(rendered.all(PodDisruptionBudget.class))
                .isNotEmpty()
                .allSatisfy(budget -> assertThat(rendered.selectsPods(
                                budget.getSpec().getSelector().getMatchLabels()))
                        .isTrue());
        var target =
                rendered.one(HorizontalPodAutoscaler.class, "kequn").getSpec().getScaleTargetRef();
        assertThat(rendered.one(Deployment.class, target.getName()).getKind()).isEqualTo(target.getKind());
        // Each pod has a policy, so that none may talk to anybody it likes.
        assertThat(rendered.pods())
                .allMatch(pod -> rendered.all(NetworkPolicy.class)
                        .anyMatch(policy -> pod.getMetadata()
                                .getLabels()
                                .entrySet()
                                .containsAll(policy.getSpec()
                                        .getPodSelector()
                                        .getMatchLabels()
                                        .entrySet())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void serviceIsProbedAndToldOfItsMode(String overlay) {
        var rendered = Rendered.of(overlay);
        var container = spec(rendered).getContainers().getFirst();

        assertThat(paths(container)).isEqualTo(Set.of("/q/health/started", "/q/health/live", "/q/health/ready"));
        // Two seconds for the database to answer, and the time until the next question: five seconds in all.
        var readiness = container.getReadinessProbe();
        assertThat(readiness.getPeriodSeconds() * readiness.getFailureThreshold() + 2)
                .isLessThanOrEqualTo(5);
        assertThat(readiness.getTimeoutSeconds()).isGreaterThan(2);
        var config = container.getEnvFrom().getFirst().getConfigMapRef().getName();
        assertThat(rendered.one(io.fabric8.kubernetes.api.model.ConfigMap.class, config)
                        .getData())
                .containsEntry("KEQUN_MODE", "production");
        assertThat(spec(rendered).getTerminationGracePeriodSeconds()).isGreaterThan(5 + 20 + 8);
    }

    private static PodSpec spec(Rendered rendered) {
        return rendered.one(Deployment.class, "kequn").getSpec().getTemplate().getSpec();
    }

    private static Set<String> paths(Container container) {
        return Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .map(Probe::getHttpGet)
                .filter(get -> get.getPort().getStrVal().equals("management"))
                .map(get -> get.getPath())
                .collect(Collectors.toSet());
    }

    @Test
    void migrationHasARoleOfItsOwnAndRunsTheImageOfTheService() {
        var rendered = Rendered.of("production");
        var migration = rendered.one(Job.class, "kequn-migrate")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();

        assertThat(migration.getArgs()).containsExactly("migrate");
        assertThat(migration.getImage())
                .isEqualTo(spec(rendered).getContainers().getFirst().getImage());
        assertThat(secretsOf(migration)).contains("kequn-database-owner");
        assertThat(secretsOf(spec(rendered).getContainers().getFirst())).doesNotContain("kequn-database-owner");
    }

    private static Set<String> secretsOf(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .collect(Collectors.toSet());
    }

    @Test
    void metricsAreReadFromTheServiceOfManagement() {
        var rendered = Rendered.of("production");
        var monitor = rendered.one(ServiceMonitor.class, "kequn").getSpec();
        var service = rendered.one(Service.class, "kequn-management");

        assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.getSelector().getMatchLabels());
        assertThat(service.getSpec().getPorts())
                .anyMatch(port ->
                        port.getName().equals(monitor.getEndpoints().getFirst().getPort()));
        assertThat(rendered.all(io.fabric8.kubernetes.api.model.ConfigMap.class))
                .anyMatch(config -> config.getData().containsKey("dashboard.json")
                        && "1".equals(config.getMetadata().getLabels().get("grafana_dashboard")));
    }
}
