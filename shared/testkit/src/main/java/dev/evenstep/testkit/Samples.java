package dev.evenstep.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Events kept as files, in UTF-8: on the class path of a test, or in a folder. */
public final class Samples {

    private Samples() {}

    /**
     * One from the class path's {@code events-samples/}, such as {@code src/test/resources/events-samples}.
     *
     * @param name its path there, without {@code .json}: {@code shop/OrderPlaced/v2-placed}
     * @throws IllegalArgumentException where there is none
     */
    public static String read(String name) {
        String path = "events-samples/" + name + ".json";
        try (InputStream in = Samples.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no sample " + path + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * One from a folder.
     *
     * @param folder relative to the module that is tested
     * @param name its path there, without {@code .json}
     * @throws IllegalArgumentException where there is none
     */
    public static String read(Path folder, String name) {
        Path file = folder.resolve(name + ".json");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("There is no sample " + file.toAbsolutePath());
        }
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
