package io.kequn.pack;

import static io.kequn.platform.problem.ErrorCode.PACK_NOT_FOUND;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kequn.rulebook.RuleBook;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// The packs that the service brings with it: a file in `packs` for each.
@Singleton
public class StarterPacks {
    public static final String RETAIL = "retail-cn";

    private static final List<String> KEYS = List.of(RETAIL);

    private final List<StarterPack> packs;

    StarterPacks(ObjectMapper json) {
        var yaml = new YAMLMapper();
        packs = KEYS.stream().map(key -> read(yaml, json, key)).toList();
    }

    private static StarterPack read(YAMLMapper yaml, ObjectMapper json, String key) {
        var path = "/packs/" + key + ".yaml";
        try (var file = Objects.requireNonNull(StarterPacks.class.getResourceAsStream(path), path)) {
            return new StarterPack(key, yaml.readTree(file), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<StarterPack> all() {
        return packs;
    }

    Optional<StarterPack> find(String key) {
        return packs.stream().filter(pack -> pack.key().equals(key)).findFirst();
    }

    /// Refuses with `pack_not_found`.
    StarterPack get(String key) {
        return find(key)
                .orElseThrow(() -> PACK_NOT_FOUND.because(
                        "There is no starter pack of this key; `GET /v1/packs` lists them.",
                        "没有该键的起步包；`GET /v1/packs` 列出全部起步包。"));
    }

    /// Some of a pack's segments, by their keys, its level programs, and what it says of points.
    public RuleBook some(String pack, PackLanguage language, Predicate<String> segments) {
        var rules = get(pack).rules(language);
        return rules.only(Objects.requireNonNull(rules.segments()).stream()
                .filter(segment -> segments.test(String.valueOf(segment.key())))
                .toList());
    }
}
