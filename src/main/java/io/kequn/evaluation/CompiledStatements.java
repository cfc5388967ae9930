package io.kequn.evaluation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/// The statements that live rules of all shops were compiled to, by what a command changes. Whatever shops and
/// commands there are, they fill a share of the memory at most; what is used least goes first.
@Singleton
final class CompiledStatements {
    private static final int SHARE = 8;
    private static final Duration IDLE = Duration.ofHours(1);

    private final Cache<Key, EvaluationStatement> statements;

    CompiledStatements() {
        this(shareOfMemory());
    }

    CompiledStatements(long most) {
        statements = Caffeine.newBuilder()
                .maximumWeight(most)
                .<Key, EvaluationStatement>weigher((key, statement) -> statement.weight())
                .expireAfterAccess(IDLE)
                .build();
    }

    /// What all together may take of something that grows with shops and their rules, in bytes.
    static long shareOfMemory() {
        return Runtime.getRuntime().maxMemory() / SHARE;
    }

    /// @param stratum stands for the rules and their revision; nothing but itself equals it
    private record Key(Object stratum, Set<String> facts) {}

    EvaluationStatement of(Object stratum, Set<String> facts, Supplier<EvaluationStatement> compiled) {
        return statements.get(new Key(stratum, facts), key -> compiled.get());
    }
}
