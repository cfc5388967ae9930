package io.kequn.imports;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.http.JsonProblems;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An import sent as one form: the part `spec`, then the part `file`, which is read as it comes.
@Singleton
class ImportForm {
    private static final int LONGEST_HEAD = 2 * Specs.LONGEST;

    private final ImportService imports;
    private final ImportContent content;
    private final ObjectMapper json;

    ImportForm(ImportService imports, ImportContent content, ObjectMapper json) {
        this.imports = imports;
        this.content = content;
        this.json = json;
    }

    Uni<Import> receive(HttpServerRequest request) {
        return Uni.createFrom().emitter(emitter -> new Parts(request, emitter).listen());
    }

    /// The parts of one form on their way.
    private final class Parts {
        private final HttpServerRequest request;
        private final UniEmitter<? super Import> emitter;
        private final FormHead head = new FormHead(LONGEST_HEAD);
        private @Nullable Buffer spec;
        private boolean hasFile;

        Parts(HttpServerRequest request, UniEmitter<? super Import> emitter) {
            this.request = request;
            this.emitter = emitter;
        }

        void listen() {
            request.setExpectMultipart(true)
                    .uploadHandler(this::take)
                    .exceptionHandler(emitter::fail)
                    .handler(head::add)
                    .endHandler(end -> {
                        if (!hasFile) {
                            emitter.fail(missing());
                        }
                    })
                    .resume();
        }

        private void take(HttpServerFileUpload part) {
            if (part.name().equals("spec")) {
                var text = Buffer.buffer();
                spec = text;
                part.handler(bytes -> add(part, text, bytes));
                return;
            }
            if (!part.name().equals("file") || hasFile) {
                emitter.fail(missing());
                Leftovers.drop(part);
                return;
            }
            hasFile = true;
            part.pause();
            // The head has the packet in which the file begins only when all of it has been looked at.
            Objects.requireNonNull(Vertx.currentContext()).runOnContext(nothing -> receive(part));
        }

        private void receive(HttpServerFileUpload part) {
            var bytes = MultiHelper.toMulti(part);
            Uni.createFrom()
                    .deferred(() -> imports.create(read()))
                    .chain(made -> content.receive(made.id(), bytes, false))
                    .subscribe()
                    .with(emitter::complete, failure -> {
                        emitter.fail(failure);
                        Leftovers.drop(part);
                    });
        }

        private void add(HttpServerFileUpload part, Buffer text, Buffer bytes) {
            if (text.length() + bytes.length() > Specs.LONGEST) {
                emitter.fail(Specs.tooLong());
                Leftovers.drop(part);
                return;
            }
            text.appendBuffer(bytes);
        }

        private ImportSpec read() {
            var field = head.close(request, "spec");
            var text = spec == null ? field : spec.toString();
            if (text == null) {
                throw missing();
            }
            try {
                return json.readValue(text, ImportSpec.class);
            } catch (JsonProcessingException e) {
                throw JsonProblems.of(e);
            }
        }
    }

    private static Refusal missing() {
        return INPUT_INVALID.because(
                "Send two parts: `spec` with the JSON of the import, then `file`.",
                "请依次发送两个部分：导入说明 JSON `spec`，然后是 `file`。");
    }
}
