package dev.evenstep.cli.run;

import dev.evenstep.local.lambda.instance.InitFailedException;
import dev.evenstep.local.lambda.instance.PackagedCode;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * AWS SDKs for Java that ignore {@code AWS_ENDPOINT_URL} and call AWS itself: all of version 1, and of version 2 those before
 * 2.28.1 (its changelog, 2024-09-13, "service-specific endpoint overrides").
 */
final class OldSdk {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

    /** Of libraries that are jars of their own: named as Maven names them. */
    private static final Pattern JAR =
            Pattern.compile("(?:.*/)?(?:sdk-core|aws-java-sdk-core)-(\\d+\\.\\d+\\.\\d+)\\.jar");

    /** Where an SDK says its version; these are there in a shaded jar too. */
    private static final List<String> TELLING =
            List.of("software/amazon/awssdk/core/util/VersionInfo.class", "com/amazonaws/sdk/versionInfo.properties");

    private static final int[] FIRST_TO_OBEY = {2, 28, 1};

    private OldSdk() {}

    /** What is told of the functions that have one. */
    static List<String> suspected(Stack stack) {
        Map<String, TreeSet<String>> functions = new TreeMap<>();
        for (FunctionSpec function : stack.functions()) {
            versions(function.code()).filter(OldSdk::ignoresEndpoint).forEach(version -> {
                boolean unused = functions
                        .computeIfAbsent(version, none -> new TreeSet<>())
                        .add(function.name());
            });
        }
        return functions.entrySet().stream()
                .map(old ->
                        "AWS SDK for Java %s ignores AWS_ENDPOINT_URL, and calls AWS itself: take 2.28.1 or newer, or set the endpoint of its clients from that variable. It is in %s"
                                .formatted(old.getKey(), String.join(", ", old.getValue())))
                .toList();
    }

    /** Of the SDKs in a function's code; none where that is not there, which its start tells. */
    static Stream<String> versions(Path code) {
        try {
            PackagedCode packaged = PackagedCode.of(code);
            return Stream.concat(
                            Stream.concat(
                                            packaged.libraries().stream().map(Path::toString),
                                            names(packaged.path()).stream())
                                    .flatMap(name -> JAR.matcher(name).results().map(jar -> jar.group(1))),
                            TELLING.stream()
                                    .flatMap(file -> content(packaged.path(), file).stream())
                                    .flatMap(text -> first(text).stream()))
                    .distinct();
        } catch (IOException | InitFailedException notBuilt) {
            return Stream.of();
        }
    }

    private static boolean ignoresEndpoint(String version) {
        Matcher parts = VERSION.matcher(version);
        for (int part = 0; parts.matches() && part < FIRST_TO_OBEY.length; part++) {
            int difference = Integer.parseInt(parts.group(part + 1)) - FIRST_TO_OBEY[part];
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static Optional<String> first(String text) {
        return VERSION.matcher(text).results().map(found -> found.group()).findFirst();
    }

    private static List<String> names(Path code) throws IOException {
        if (Files.isDirectory(code)) {
            Path lib = code.resolve("lib");
            if (!Files.isDirectory(lib)) {
                return List.of();
            }
            try (Stream<Path> jars = Files.list(lib)) {
                return jars.map(Path::toString).toList();
            }
        }
        try (ZipFile zip = new ZipFile(code.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private static Optional<String> content(Path code, String file) {
        try {
            if (Files.isDirectory(code)) {
                Path content = code.resolve(file);
                return Files.exists(content)
                        ? Optional.of(Files.readString(content, StandardCharsets.ISO_8859_1))
                        : Optional.empty();
            }
            try (ZipFile zip = new ZipFile(code.toFile())) {
                ZipEntry entry = zip.getEntry(file);
                if (entry == null) {
                    return Optional.empty();
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    return Optional.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
