package dev.evenstep.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The payloads of {@code events-samples/}. */
public final class Samples {

    private Samples() {}

    /** @param name such as {@code shop/OrderPlaced/v2-placed} */
    public static String read(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/events-samples/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("There is no sample events-samples/" + name + ".json");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
