package dev.evenstep.cli.project;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What this release was built and tested with, as its build wrote it down.
 *
 * @param versions by name: {@code evenstep} its own
 */
public record Release(Map<String, String> versions) {

    public Release {
        versions = Map.copyOf(versions);
    }

    public static Release current() {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Release.class.getResourceAsStream("release.properties")),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Release(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty)));
    }

    public String version() {
        return Objects.requireNonNull(versions.get("evenstep"));
    }
}
