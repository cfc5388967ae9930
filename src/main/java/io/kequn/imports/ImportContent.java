package io.kequn.imports;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.job.StoredJob;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/// Takes the file of a waiting import as it comes in, and lets the import begin once all of it is there. A file that
/// breaks off leaves the import waiting; a second one sent meanwhile takes the place of the first.
@Singleton
public class ImportContent {
    private static final String UPLOAD = "upload";

    private final FactTransaction facts;
    private final Jobs jobs;
    private final ImportService imports;
    private final ImportSettings settings;

    ImportContent(FactTransaction facts, Jobs jobs, ImportService imports, ImportSettings settings) {
        this.facts = facts;
        this.jobs = jobs;
        this.imports = imports;
        this.settings = settings;
    }

    /// One file on its way, which nothing else has replaced.
    private record Upload(Caller caller, UUID id, String token) {
        Command<Import> command() {
            return new Command<>(caller, "imports/" + id + "/content", null, Import.class);
        }

        Command<Integer> ofPiece() {
            return new Command<>(caller, "imports/" + id + "/content", null, Integer.class);
        }
    }

    /// Keeps the content, unpacked where it is packed, and starts the import.
    public Uni<Import> receive(UUID id, Multi<Buffer> content, boolean packed) {
        var caller = Caller.with(Scope.IMPORTS_WRITE).withoutIdempotencyKey();
        var upload = new Upload(caller, id, UUID.randomUUID().toString());
        var sink = new ContentSink(
                settings.mostContent().asLongValue(), packed, (number, piece) -> keep(upload, number, piece));
        return begin(upload)
                .chain(() -> content.onItem()
                        .transformToUniAndConcatenate(sink::add)
                        .collect()
                        .last())
                .chain(sink::end)
                .chain(() -> finish(upload, sink))
                .invoke(jobs::wake)
                .eventually(sink::close);
    }

    private Uni<Integer> begin(Upload upload) {
        return facts.write(
                upload.ofPiece(),
                session -> jobs.lock(session, ImportJob.KIND, upload.id)
                        .map(found -> waiting(upload, found))
                        .call(state -> jobs.keepWaiting(
                                session, upload.id, state.put(UPLOAD, upload.token), settings.patience()))
                        .call(() -> ImportStore.forgetPieces(session, upload.id))
                        .map(state -> changes -> 0));
    }

    private JsonObject waiting(Upload upload, Optional<StoredJob> found) {
        var stored = found.orElseThrow(() -> ImportService.unknown(upload.id));
        upload.caller.requireScope(imports.spec(stored).kind().scope());
        if (ImportStatus.of(stored) != ImportStatus.WAITING || stored.job().cancelRequested()) {
            throw STATE_CONFLICT.because(
                    "The import has its file already: "
                            + ImportStatus.of(stored).text() + ".",
                    "该导入任务已有文件：" + ImportStatus.of(stored).text() + "。");
        }
        return stored.state();
    }

    private Uni<Integer> keep(Upload upload, int number, byte[] piece) {
        return facts.write(
                upload.ofPiece(),
                session -> ours(session, upload)
                        .chain(state -> ImportStore.keep(session, upload.id, number, piece))
                        .map(kept -> changes -> number));
    }

    private Uni<JsonObject> ours(FactSession session, Upload upload) {
        return jobs.lock(session, ImportJob.KIND, upload.id)
                .map(found -> waiting(upload, found))
                .invoke(state -> {
                    if (!upload.token.equals(state.getString(UPLOAD))) {
                        throw STATE_CONFLICT.because("Another file is being sent for this import.", "该导入任务正在接收另一个文件。");
                    }
                });
    }

    private Uni<Import> finish(Upload upload, ContentSink sink) {
        if (sink.size() == 0) {
            throw INPUT_INVALID.because("The file is empty.", "文件为空。");
        }
        var state = new JsonObject()
                .put("phase", ImportPhase.COUNT.name())
                .put("size", sink.size())
                .put("wellFormed", sink.isUtf8());
        return facts.write(
                upload.command(),
                session -> ours(session, upload)
                        .chain(waiting -> jobs.begin(session, upload.id, state))
                        .map(stored -> changes -> imports.view(stored)));
    }
}
