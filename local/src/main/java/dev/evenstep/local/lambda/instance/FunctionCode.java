package dev.evenstep.local.lambda.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A function's code as one JVM runs it.
 *
 * @param source where it was packaged
 * @param stamp differs when the source has changed
 * @param classPath the function's own part of the class path; empty where the runtime interface client loads classes
 *     from the task folder, as on Lambda
 * @param taskFolder the working folder, {@code LAMBDA_TASK_ROOT}
 * @param folder what belongs to this code may be kept there; null: nothing may
 */
record FunctionCode(
        Path source,
        String stamp,
        List<Path> classPath,
        Path taskFolder,
        @Nullable Path folder) {

    FunctionCode {
        classPath = List.copyOf(classPath);
    }

    /** Whether the handler's class is in the code. */
    boolean has(String handler) {
        String entry = className(handler).replace('.', '/') + ".class";
        return Files.exists(taskFolder.resolve(entry))
                || Stream.concat(classPath.stream(), libraries(taskFolder).stream())
                        .anyMatch(jar -> contains(jar, entry));
    }

    private static String className(String handler) {
        int method = handler.lastIndexOf("::");
        return method < 0 ? handler : handler.substring(0, method);
    }

    private static List<Path> libraries(Path taskFolder) {
        Path lib = taskFolder.resolve("lib");
        return Files.isDirectory(lib) ? PackagedCode.jars(lib) : List.of();
    }

    private static boolean contains(Path jar, String entry) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(entry) != null;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
