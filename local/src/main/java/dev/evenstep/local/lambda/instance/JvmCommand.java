package dev.evenstep.local.lambda.instance;

import dev.evenstep.local.stack.FunctionSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of an instance's JVM, with flags modelled on those of Lambda's own Java runtimes. */
final class JvmCommand {

    /**
     * Ctrl-C in a terminal reaches every process that was started there. Ours end when we tell them to; the JVM leaves a
     * signal alone that it finds ignored.
     */
    private static final List<String> DEAF_TO_INTERRUPTS =
            List.of("/bin/sh", "-c", "trap '' INT; unset PWD OLDPWD SHLVL; exec \"$@\"", "sh");

    private final Path javaHome;
    private final RuntimeFiles runtime;
    private final int version;

    JvmCommand(Path javaHome, RuntimeFiles runtime) {
        this.javaHome = javaHome;
        this.runtime = runtime;
        this.version = version(javaHome);
        if (version < 21) {
            throw new IllegalArgumentException(
                    "javaHome " + javaHome + " is Java " + version + ", functions run on 21 or newer here");
        }
    }

    /** @param archiveFlags what {@link ClassArchive} wants */
    List<String> line(FunctionSpec function, FunctionCode code, List<String> archiveFlags) {
        List<String> line = new ArrayList<>(DEAF_TO_INTERRUPTS);
        line.add(javaHome.resolve("bin/java").toString());
        line.addAll(flags(function.memoryMegabytes()));
        line.addAll(archiveFlags);
        line.add("-D" + RuntimeFiles.NATIVE_LIBRARY + "=" + runtime.nativeLibrary());
        line.add("-cp");
        line.add(Stream.concat(runtime.classPath().stream(), code.classPath().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
        line.add(Launcher.class.getName());
        line.add(function.handler());
        line.add(function.name());
        return line;
    }

    /** Lambda gives 85 % of the memory to the heap; what it leaves for classes and code is too little for small sizes. */
    private List<String> flags(int memoryMegabytes) {
        List<String> flags = new ArrayList<>(List.of(
                "-XX:MaxHeapSize=" + memoryMegabytes * 1024L * 85 / 100 + "k",
                "-XX:MaxMetaspaceSize=" + Math.max(128, memoryMegabytes / 10) + "m",
                "-XX:ReservedCodeCacheSize=" + Math.max(48, memoryMegabytes / 20) + "m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                // Lambda's user has no home; the developer's own would bring in ~/.aws/config.
                "-Duser.home=/home/sbx_user1051",
                "--enable-native-access=ALL-UNNAMED"));
        if (version >= 23) {
            // The runtime interface client 2.9 still uses it, and the JVM would say so in every log.
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return flags;
    }

    /** Tells one JDK and one set of flags from another. */
    String fingerprint(FunctionSpec function) {
        return javaHome + release(javaHome) + runtime.classPath() + flags(function.memoryMegabytes());
    }

    /** As {@code INIT_START} names the runtime. */
    int version() {
        return version;
    }

    private static int version(Path javaHome) {
        return release(javaHome)
                .lines()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9.]", "").split("\\.", -1)[0])
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "javaHome " + javaHome + " does not tell its version: name the folder of a JDK"));
    }

    private static String release(Path javaHome) {
        try {
            return Files.readString(javaHome.resolve("release"));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "javaHome " + javaHome + " has no release file: name the folder of a JDK", e);
        }
    }
}
