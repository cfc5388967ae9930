package io.kequn.imports;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.problem.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/// Specs as jobs keep them.
final class Specs {
    /// In bytes, however a spec comes in. Lists of imports show it with each.
    static final int LONGEST = 256 * 1024;

    private Specs() {}

    static Refusal tooLong() {
        return INPUT_INVALID.because("The spec of the import is longer than 256 KiB.", "导入说明超过 256 KiB。");
    }

    /// Refuses one that is too long.
    static JsonObject write(ObjectMapper json, ImportSpec spec) {
        try {
            var written = json.writeValueAsBytes(spec);
            if (written.length > LONGEST) {
                throw tooLong();
            }
            return new JsonObject(Buffer.buffer(written));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ImportSpec read(ObjectMapper json, JsonObject stored) {
        try {
            return json.readValue(stored.encode(), ImportSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
