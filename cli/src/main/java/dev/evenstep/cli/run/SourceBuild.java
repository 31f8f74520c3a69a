package dev.evenstep.cli.run;

import dev.evenstep.local.lambda.instance.PackagedCode;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.Stack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One build of a project, run when its sources change. What it makes is taken up as any other new code is. */
public final class SourceBuild {

    private static final Set<String> BUILD_FILES = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts",
            "gradle.properties");

    /** What builds write, and what is none of theirs. */
    private static final Set<String> NOT_SOURCES = Set.of("target", "build", "node_modules", "test");

    private final Path folder;
    private final List<String> command;
    private final WatchedFiles sources;

    SourceBuild(Path folder, List<String> command) {
        this.folder = folder.toAbsolutePath().normalize();
        this.command = List.copyOf(command);
        this.sources = new WatchedFiles(() -> sources(this.folder));
    }

    /**
     * The builds of a stack: of its template's folder, or where that is no project, of the functions' own folders.
     *
     * @param command empty: what is usual for the build tool of each
     * @throws IllegalArgumentException where nothing is there to build
     */
    public static List<SourceBuild> of(Path template, Stack stack, List<String> command) {
        Path folder = template.toAbsolutePath().resolveSibling("").normalize();
        if (!command.isEmpty()) {
            return List.of(new SourceBuild(folder, command));
        }
        List<SourceBuild> builds = (PackagedCode.isSources(folder)
                        ? Stream.of(folder)
                        : stack.functions().stream()
                                .map(FunctionSpec::code)
                                .filter(PackagedCode::isSources)
                                .distinct())
                .map(project -> new SourceBuild(project, usual(project)))
                .toList();
        if (builds.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no pom.xml and no build.gradle in %s: say what builds it, as in evenstep dev -- make functions"
                            .formatted(folder));
        }
        return builds;
    }

    static List<String> usual(Path project) {
        if (PackagedCode.isMaven(project)) {
            return List.of(wrapper(project, "mvnw", "mvn"), "-q", "package", "-DskipTests");
        }
        return List.of(wrapper(project, "gradlew", "gradle"), "build", "-x", "test");
    }

    private static String wrapper(Path project, String wrapper, String otherwise) {
        return Files.isExecutable(project.resolve(wrapper)) ? "./" + wrapper : otherwise;
    }

    /** Builds where sources have changed since the last look but one, and the last saw them whole. */
    void look(PrintWriter out) {
        if (sources.changed()) {
            build(out);
        }
    }

    void build(PrintWriter out) {
        String line = String.join(" ", command);
        out.println("building " + folder + ": " + line);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            try (BufferedReader output = process.inputReader()) {
                output.lines().forEach(said -> out.println("  " + said));
            }
            int status = process.waitFor();
            out.println(
                    status == 0
                            ? "built " + folder
                            : "! %s failed with %d: the code from before goes on".formatted(line, status));
        } catch (IOException failure) {
            out.println("! %s does not start: %s".formatted(line, failure.getMessage()));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.find(
                folder,
                Integer.MAX_VALUE,
                (file, attributes) -> attributes.isRegularFile() && isSource(folder.relativize(file)))) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isSource(Path file) {
        boolean inSources = false;
        for (Path part : file) {
            String name = part.toString();
            if (!part.equals(file.getFileName()) && (NOT_SOURCES.contains(name) || name.startsWith("."))) {
                return false;
            }
            inSources |= name.equals("src");
        }
        return inSources || BUILD_FILES.contains(file.getFileName().toString());
    }
}
