package dev.evenstep.internal.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Parses JSON within limits. What it says of a bad text names places, never content. */
public final class JsonText {

    private final Limits limits;
    private final ObjectMapper mapper;

    public JsonText(Limits limits) {
        this.limits = limits;
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxBytes())
                .maxNameLength(limits.maxBytes())
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .recyclerPool(PlainJson.buffers())
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /**
     * @throws PermanentFailure {@link Reason#TOO_LARGE}, {@link Reason#TOO_DEEP} or {@link Reason#MALFORMED}
     */
    public JsonNode parse(String body) {
        return read(body, () -> PlainJson.of(mapper.readTree(body), ""));
    }

    /**
     * Reads without a tree, to the end of the body.
     *
     * @param reading gets a parser before the first token, and reads one value
     * @throws PermanentFailure as {@link #parse} does, of what was not skipped
     */
    public <T> T parse(String body, TokenReader<T> reading) {
        return read(body, () -> {
            try (JsonParser json = mapper.createParser(body)) {
                T found = reading.of(json);
                if (json.nextToken() != null) {
                    throw new JsonParseException(json, "There is something behind the value");
                }
                return found;
            }
        });
    }

    public interface TokenReader<T> {

        T of(JsonParser json) throws IOException;
    }

    private interface Parsing<T> {

        T result() throws IOException;
    }

    private <T> T read(String body, Parsing<T> parsing) {
        requireSize(body);
        try {
            return parsing.result();
        } catch (NumberFormatException beyond) {
            // An exponent beyond those of BigDecimal. The message quotes it, so it is left behind.
            throw PlainJson.tooLong("The body has a number that");
        } catch (StreamConstraintsException beyond) {
            throw beyond(beyond);
        } catch (JsonProcessingException malformed) {
            // Jackson's own message quotes the text, so it is left behind.
            throw new PermanentFailure(Reason.MALFORMED, "The body is not JSON" + place(malformed.getLocation()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("A text in memory could not be read", impossible);
        }
    }

    /** A character has at most three bytes, so that most need not be counted. */
    private void requireSize(String body) {
        if (body.length() <= limits.maxBytes() / 3) {
            return;
        }
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.maxBytes()) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE, "The body has %,d bytes; the limit is %,d".formatted(bytes, limits.maxBytes()));
        }
    }

    private PermanentFailure beyond(StreamConstraintsException beyond) {
        return beyond.getOriginalMessage().startsWith("Document nesting depth")
                ? new PermanentFailure(
                        Reason.TOO_DEEP, "The body is nested deeper than %,d levels".formatted(limits.maxDepth()))
                : new PermanentFailure(
                        Reason.TOO_LARGE,
                        "The body has a number or a name that is too long" + place(beyond.getLocation()));
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
