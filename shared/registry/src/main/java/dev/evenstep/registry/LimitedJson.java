package dev.evenstep.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.event.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON that is written within limits. */
final class LimitedJson {

    private static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private final Limits limits;
    private int depth;

    private LimitedJson(Limits limits) throws IOException {
        this.limits = limits;
        this.json = JSON.createGenerator(bytes);
    }

    interface Writing {
        void to(LimitedJson out) throws IOException;
    }

    interface Step {
        void on(JsonGenerator json) throws IOException;
    }

    static String of(Limits limits, Writing writing) throws IOException {
        LimitedJson out = new LimitedJson(limits);
        try (out.json) {
            writing.to(out);
        }
        out.checkSize(out.bytes.size());
        return out.bytes.toString(StandardCharsets.UTF_8);
    }

    JsonGenerator json() {
        return json;
    }

    void begin(Step step) throws IOException {
        depth++;
        if (depth > limits.maxDepth()) {
            throw new PermanentFailure(
                    Reason.TOO_DEEP, "The payload is nested deeper than %,d levels".formatted(limits.maxDepth()));
        }
        step.on(json);
    }

    void end(Step step) throws IOException {
        depth--;
        step.on(json);
    }

    /** After each value: what a few bytes stand for may be much. */
    void check() {
        checkSize(bytes.size() + json.getOutputBuffered());
    }

    private void checkSize(int size) {
        if (size > limits.maxBytes()) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE, "The payload makes more than %,d bytes of JSON".formatted(limits.maxBytes()));
        }
    }
}
