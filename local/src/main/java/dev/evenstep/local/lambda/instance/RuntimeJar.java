package dev.evenstep.local.lambda.instance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The runtime interface client taken out of a folder of classes, or out of a jar that holds much else: functions must
 * see nothing but the client, and class archives need jars.
 */
final class RuntimeJar {

    private static final List<String> PARTS = List.of(
            "com/amazonaws/services/lambda/crac/",
            "com/amazonaws/services/lambda/runtime/",
            "com/amazonaws/lambda/thirdparty/",
            "software/amazon/awssdk/utilslite/",
            "META-INF/services/com.amazonaws.services.lambda");

    /** The function's own business, in the version that it chose. */
    private static final String EVENTS = "com/amazonaws/services/lambda/runtime/events/";

    private RuntimeJar() {}

    /** Packs the client's classes, once for each version of the place. */
    static Path pack(Path place, Path folder) throws IOException {
        if (Files.isDirectory(place)) {
            return pack(place, place, folder);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
            return pack(place, jar.getPath("/"), folder);
        }
    }

    private static Path pack(Path place, Path root, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> isPart(name(root, file)))
                    .sorted()
                    .toList();
        }
        long stamp = place.hashCode();
        for (Path file : files) {
            stamp = 31 * stamp
                    + Files.size(file)
                    + Files.getLastModifiedTime(file).toMillis();
        }
        Path jar = folder.resolve("runtime-" + Long.toHexString(stamp) + ".jar");
        return Files.exists(jar) ? jar : Folders.writeOnce(jar, zip(root, files));
    }

    private static byte[] zip(Path root, List<Path> files) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(name(root, file)));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return jar.toByteArray();
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static boolean isPart(String name) {
        return PARTS.stream().anyMatch(name::startsWith) && !name.startsWith(EVENTS);
    }
}
