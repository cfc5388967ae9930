package io.kequn.evaluation;

import static io.kequn.platform.problem.ErrorCode.LAYER_SET_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.LEVEL_PROGRAM_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.SEGMENT_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.TAG_RULE_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import io.kequn.feed.Change;
import io.kequn.feed.Change.Operation;
import io.kequn.platform.database.Facts;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.platform.problem.Refusal;
import io.kequn.rule.InvalidRule;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What rules decide about: a segment, a tag that its rule gives, or a layer set; by its number inside the
/// database and its key.
public record RuleSubject(Kind kind, int id, String key) {
    private static final Logger LOG = Logger.getLogger(RuleSubject.class);

    /// What rules can decide about, in the order in which builds are queued.
    public enum Kind {
        SEGMENT("segment"),
        TAG("tag"),
        LAYER_SET("layer set"),
        LEVEL_PROGRAM("level program");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /// The refusal where there is none of this key; of tags, where no rule gives it.
        public Refusal missing(String key) {
            return switch (this) {
                case SEGMENT ->
                    SEGMENT_NOT_FOUND.because("There is no segment `" + key + "`.", "客群 `" + key + "` 不存在。");
                case TAG ->
                    TAG_RULE_NOT_FOUND.because(
                            "No rule gives the tag `" + key + "`; put one.", "标签 `" + key + "` 没有规则，请先设置。");
                case LAYER_SET ->
                    LAYER_SET_NOT_FOUND.because("There is no layer set `" + key + "`.", "分层 `" + key + "` 不存在。");
                case LEVEL_PROGRAM ->
                    LEVEL_PROGRAM_NOT_FOUND.because(
                            "There is no level program `" + key + "`.", "等级体系 `" + key + "` 不存在。");
            };
        }

        /// By its name in answers.
        public static Kind of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equals(text))
                    .findFirst()
                    .orElseThrow();
        }
    }

    public static RuleSubject segment(int id, String key) {
        return new RuleSubject(Kind.SEGMENT, id, key);
    }

    public static RuleSubject tag(int id, String key) {
        return new RuleSubject(Kind.TAG, id, key);
    }

    public static RuleSubject layerSet(int id, String key) {
        return new RuleSubject(Kind.LAYER_SET, id, key);
    }

    public static RuleSubject levelProgram(int id, String key) {
        return new RuleSubject(Kind.LEVEL_PROGRAM, id, key);
    }

    /// By which one statement answers for segments and tags: tags are below zero. Layer sets and level programs
    /// are answered for by the numbers of their layers and levels, apart from those; levels and their programs
    /// are below zero.
    public int number() {
        return kind == Kind.TAG || kind == Kind.LEVEL_PROGRAM ? below(id) : id;
    }

    /// The [#number] of a tag or level program.
    public static int below(int id) {
        return -id;
    }

    /// By which other rules read what this one decides.
    String fact() {
        return switch (kind) {
            case SEGMENT -> Facts.segment(key);
            case TAG -> Facts.TAG;
            case LAYER_SET -> Facts.layer(key);
            case LEVEL_PROGRAM -> Facts.level(key);
        };
    }

    /// What people change by deciding upon it themselves.
    Set<String> decisions() {
        return switch (kind) {
            case SEGMENT -> Set.of(Facts.override(id));
            case TAG -> Set.of(Facts.TAG_DECISION);
            case LAYER_SET -> Set.of();
            case LEVEL_PROGRAM -> Set.of(Facts.LEVEL_DUE);
        };
    }

    /// Its name in the graph of what reads what.
    public String node() {
        return switch (kind) {
            case SEGMENT -> key;
            case TAG -> RuleGraph.tag(key);
            case LAYER_SET -> RuleGraph.layerSet(key);
            case LEVEL_PROGRAM -> RuleGraph.levelProgram(key);
        };
    }

    /// That a customer enters or leaves, gets or loses it; of a layer set customers move.
    Change change(UUID customer, Operation operation, int version) {
        return kind == Kind.TAG
                ? Change.tag(customer, id, operation, version)
                : Change.segment(customer, id, operation, version);
    }

    /// The refusal where a live rule cannot be read; `reason` is null if its language is newer.
    public Refusal unreadable(@Nullable InvalidRule reason) {
        LOG.errorf("The published rule of %s cannot be read by this replica: %s", this, reason);
        return UNAVAILABLE.because(
                "This replica cannot read the rule of " + this + "; another one may.", "此副本无法读取规则（" + this + "），请重试。");
    }

    /// Who is named where something is refused because it is used.
    public DefinitionUser user() {
        return new DefinitionUser(toString(), address());
    }

    /// Where it is read in the API.
    private String address() {
        return switch (kind) {
            case SEGMENT -> "/v1/segments/" + key;
            case TAG -> "/v1/tags/" + key + "/rule";
            case LAYER_SET -> "/v1/layer-sets/" + key;
            case LEVEL_PROGRAM -> "/v1/level-programs/" + key;
        };
    }

    /// As callers know it.
    @Override
    public String toString() {
        return kind.text + " `" + key + "`";
    }
}
