package io.kequn.level;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Violations;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.kequn.publication.RuleCommands;
import io.kequn.publication.RuleCommands.Target;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What people do with level programs: read, draft, publish, archive, bring back, delete.
@Singleton
public class LevelProgramService {
    private final DefinitionTransaction definitions;
    private final LevelProgramRepository programs;
    private final LevelProgramDrafts drafts;
    private final LevelProgramPublication publication;
    private final LevelProgramReads reads;
    private final RuleCommands commands;
    private final Target<LevelProgramEntity, LevelProgram> target;

    LevelProgramService(
            DefinitionTransaction definitions,
            LevelProgramRepository programs,
            LevelProgramDrafts drafts,
            LevelProgramPublication publication,
            LevelProgramReads reads,
            RuleCommands commands) {
        this.definitions = definitions;
        this.programs = programs;
        this.drafts = drafts;
        this.publication = publication;
        this.reads = reads;
        this.commands = commands;
        this.target =
                new Target<>("level-programs/", programs::lockExisting, LevelProgramReads::inside, LevelProgram.class);
    }

    /// A program that was put, and whether it is new.
    public record Put(LevelProgram program, boolean created) {}

    public Uni<LevelProgram> get(String key) {
        return reads.get(Caller.with(SEGMENTS_READ).ofShop(), key);
    }

    public Uni<Optional<LevelProgram>> find(String key) {
        return reads.find(Caller.with(SEGMENTS_READ).ofShop(), key);
    }

    /// Those of the keys that exist, archived ones too.
    public Uni<List<LevelProgram>> byKeys(List<String> keys) {
        return reads.byKeys(Caller.with(SEGMENTS_READ).ofShop(), keys);
    }

    public Uni<Page<LevelProgram>> list(@Nullable String status, PageRequest page) {
        var caller = Caller.with(SEGMENTS_READ);
        var inputs = new Inputs();
        var wanted = status == null ? null : inputs.choice("status", status, SegmentStatus.BY_TEXT);
        inputs.check();
        return reads.list(caller, wanted, page);
    }

    /// Makes the program, or changes what the patch mentions; terms make a new draft if they are others.
    public Uni<Put> put(String key, Patch<LevelProgramSpec> request, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        LevelChecks.key(inputs, "key", key);
        var patch = LevelChecks.checked(inputs, request);
        inputs.check();
        var command = new Command<>(caller, "level-programs/" + key, request.content(), Put.class);
        Supplier<Uni<Put>> once = () -> definitions.write(
                command,
                () -> programs.lock(caller.ofShop(), key)
                        .call(found -> write(caller, key, found, patch, expected))
                        .chain(found -> LevelProgramReads.inside(caller.ofShop(), key)
                                .map(program -> new Put(program, found.isEmpty()))));
        // Of two that make the program at once, the second changes what the first has made.
        return once.get().onFailure(Violations.of("level_program_key_taken")).recoverWithUni(once::get);
    }

    private Uni<?> write(
            Caller caller,
            String key,
            Optional<LevelProgramEntity> found,
            Patch<LevelProgramSpec> patch,
            ExpectedVersion expected) {
        expected.check(found.map(program -> program.version).orElse(0));
        return programs.standard(caller.ofShop()).chain(standard -> {
            refuseSecondStandard(standard.map(program -> program.key), key, patch);
            return found.isPresent()
                    ? drafts.change(caller, found.get(), patch)
                    : drafts.insert(caller, key, patch, standard.isEmpty());
        });
    }

    /// Rules that ask for `level` alone would come to mean something else.
    static void refuseSecondStandard(Optional<String> standard, String key, Patch<LevelProgramSpec> patch) {
        boolean wanted = Boolean.TRUE.equals(patch.values().standard());
        standard.filter(present -> wanted && !present.equals(key)).ifPresent(present -> {
            throw STATE_CONFLICT.because(
                    "`" + present + "` is the shop's standard program, and there is one only.",
                    "`" + present + "` 已是店铺的默认等级体系，且只能有一个。");
        });
    }

    /// Changes what is there; refuses a key that is not.
    public Uni<LevelProgram> change(String key, Patch<LevelProgramSpec> request, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        var patch = LevelChecks.checked(inputs, request);
        inputs.check();
        var command = new Command<>(caller, "level-programs/" + key + "/change", request.content(), LevelProgram.class);
        return definitions.write(
                command,
                () -> programs.lockExisting(caller.ofShop(), key)
                        .invoke(program -> expected.check(program.version))
                        .chain(program -> write(caller, key, Optional.of(program), patch, ExpectedVersion.of(null)))
                        .chain(() -> LevelProgramReads.inside(caller.ofShop(), key)));
    }

    /// Makes the draft live, or builds the live terms anew if there is none.
    public Uni<LevelProgram> publish(String key, ExpectedVersion expected) {
        return commands.run(target, key, "publish", expected, publication::publish);
    }

    /// Makes a version live: the draft, or an earlier one, which takes the terms back. A draft that waits goes on
    /// waiting.
    public Uni<LevelProgram> publish(String key, int number, ExpectedVersion expected) {
        return commands.run(
                target,
                key,
                "versions/" + number + "/publish",
                expected,
                (caller, program) -> publication.publish(caller, program, number));
    }

    /// Ends a program: nobody has any of its levels any more.
    public Uni<LevelProgram> archive(String key, ExpectedVersion expected) {
        return commands.run(target, key, "archive", expected, publication::archive);
    }

    /// Brings an archived program back: its last published terms are live again, or its draft waits.
    public Uni<LevelProgram> unarchive(String key, ExpectedVersion expected) {
        return commands.run(target, key, "unarchive", expected, publication::unarchive);
    }

    /// Deletes a draft that was never published, or an archived program that nobody has a level of any more.
    public Uni<Void> delete(String key, ExpectedVersion expected) {
        return commands.delete(target, key, expected, publication::delete);
    }
}
