package io.kequn.imports;

import io.kequn.customer.Consent;
import io.kequn.customer.ConsentChannel;
import io.kequn.customer.ConsentDocument;
import io.kequn.customer.ConsentPurpose;
import io.kequn.customer.NewConsent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the cells of a row say about consents. The column of a topic, such as `consent.marketing.phone`, holds the
/// state; what proves it stands in columns of the same name and a field of [NewConsent]:
/// `consent.marketing.phone.occurredAt`. A row whose state is empty says nothing of that topic.
final class ConsentCells {
    private static final String AT = ".occurredAt";
    private static final String SOURCE = ".source";
    private static final String DOCUMENT = ".document.id";
    private static final String VERSION = ".document.version";

    /// A purpose over a channel, and the target of its state.
    record Topic(String target, ConsentPurpose purpose, ConsentChannel channel) {}

    private static final List<Topic> TOPICS = Arrays.stream(ConsentPurpose.values())
            .flatMap(purpose -> Arrays.stream(ConsentChannel.values())
                    .map(channel -> new Topic("consent." + purpose.text() + "." + channel.text(), purpose, channel)))
            .toList();

    /// Each target by the topic to which it belongs.
    private static final Map<String, Topic> TARGETS = TOPICS.stream()
            .flatMap(topic -> Stream.of("", AT, SOURCE, DOCUMENT, VERSION).map(part -> Map.entry(part, topic)))
            .collect(Collectors.toUnmodifiableMap(
                    entry -> entry.getValue().target() + entry.getKey(), Map.Entry::getValue));

    /// Where a refusal of a consent is.
    private static final Pattern POINTER = Pattern.compile("/consents/(\\d+)(/.*)?");

    private ConsentCells() {}

    /// The topic that a target tells of, if it is one of these.
    static Optional<Topic> topic(String target) {
        return Optional.ofNullable(TARGETS.get(target));
    }

    /// What has to be told beside a target: the state, and when it was given, so that a file that is imported again
    /// says nothing new; of a document its id.
    static List<String> needs(String target) {
        return topic(target)
                .map(Topic::target)
                .map(state -> target.endsWith(VERSION)
                        ? List.of(state, state + AT, state + DOCUMENT)
                        : List.of(state, state + AT))
                .orElse(List.of());
    }

    /// Those of the states.
    static List<String> targets() {
        return TOPICS.stream().map(Topic::target).toList();
    }

    /// What the row says; null for nothing. `state` and `instant` read the cell of a target, and give null for one
    /// that is empty or wrong.
    static @Nullable List<NewConsent> of(
            Row row, Function<String, @Nullable Consent> state, Function<String, @Nullable Instant> instant) {
        var said = new ArrayList<NewConsent>();
        stated(row).forEach(topic -> {
            var target = topic.target();
            @Nullable Consent read = state.apply(target);
            @Nullable String id = row.get(target + DOCUMENT);
            if (read != null) {
                said.add(new NewConsent(
                        topic.purpose(),
                        topic.channel(),
                        read,
                        row.get(target + SOURCE),
                        id == null ? null : new ConsentDocument(id, row.get(target + VERSION)),
                        instant.apply(target + AT)));
            }
        });
        return said.isEmpty() ? null : said;
    }

    /// The target of which a refusal of the row tells, if it is one of these.
    static Optional<String> target(Row row, String pointer) {
        var found = POINTER.matcher(pointer);
        return found.matches()
                ? stated(row)
                        .skip(Integer.parseInt(found.group(1)))
                        .findFirst()
                        .map(topic -> topic.target() + part(found.group(2)))
                : Optional.empty();
    }

    private static String part(@Nullable String below) {
        var part = below == null ? "" : below.replace('/', '.');
        return List.of(AT, SOURCE, DOCUMENT, VERSION).contains(part) ? part : "";
    }

    private static Stream<Topic> stated(Row row) {
        return TOPICS.stream().filter(topic -> row.get(topic.target()) != null);
    }
}
