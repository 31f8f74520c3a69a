package dev.evenstep.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A project to be made: one function for each trigger, with its domain, its test, its part of the template and a sample.
 *
 * @param name of its folder, its artifact and its stack
 * @param group of its artifact
 * @param packageName what its functions' packages are in
 */
public record NewProject(String name, String group, String packageName, Set<Trigger> triggers, Build build) {

    /** What a folder, an artifact and a stack may all be called; names of functions begin with it, of 64 at most. */
    private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    /** @throws IllegalArgumentException that says which name is none, and what one is */
    public NewProject {
        require(
                NAME.matcher(name).matches(),
                name,
                "name: at most 40 lower-case letters, digits and hyphens, a letter first");
        require(GROUP.matcher(group).matches(), group, "group, such as com.example");
        require(
                SourceVersion.isName(packageName, SourceVersion.RELEASE_21) && packageName.indexOf('.') > 0,
                packageName,
                "package, such as com.example.meters: name one with --package");
        triggers = Set.copyOf(triggers);
    }

    private static void require(boolean holds, String given, String what) {
        if (!holds) {
            throw new IllegalArgumentException("\"%s\" is no %s".formatted(given, what));
        }
    }

    /**
     * Writes all of it into the folder of its name.
     *
     * @param parent where that is
     * @return what was written, below the project's folder
     * @throws IllegalArgumentException where that is a file, or a folder with something in it
     */
    public List<Path> writeIn(Path parent) throws IOException {
        Path folder = parent.resolve(name);
        requireEmpty(folder);
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Path unusedFolder = Files.createDirectories(path.getParent());
            Path unused = Files.writeString(path, file.getValue());
            if (file.getValue().startsWith("#!") && !path.toFile().setExecutable(true)) {
                throw new IOException("It cannot be made executable: " + path);
            }
            written.add(folder.relativize(path));
        }
        return List.copyOf(written);
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is there already, and is a file");
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        folder + " is there already, and has something in it: take another name, or empty it");
            }
        }
    }

    /** @return texts by their paths below the project's folder; one that begins with {@code #!} is to be executable */
    public Map<String, String> files() throws IOException {
        List<String> parts = new ArrayList<>(List.of("common", build.files()));
        Stream.of(Trigger.values())
                .filter(triggers::contains)
                .map(Trigger::files)
                .forEach(parts::add);
        return new TemplateFiles(words()).of(parts);
    }

    private Map<String, String> words() {
        String archive = build.archiveOf(name);
        Map<String, String> words = new HashMap<>(Release.current().versions());
        words.put("name", name);
        words.put("group", group);
        words.put("package", packageName);
        words.put("path", packageName.replace('.', '/'));
        words.put("build", build.command());
        words.put("tool", build.tool());
        words.put("archive", archive);
        words.put("jdk", Integer.toString(Runtime.version().feature()));
        return words;
    }
}
