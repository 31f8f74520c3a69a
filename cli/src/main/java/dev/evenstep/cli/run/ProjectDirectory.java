package dev.evenstep.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the project is: the launcher says so, and without it the current folder counts. */
public final class ProjectDirectory {

    private ProjectDirectory() {}

    public static Path folder() {
        return Path.of(System.getProperty("evenstep.home", "")).toAbsolutePath().normalize();
    }

    /** What is built or kept between runs, and can be deleted at any time. */
    public static Path cache() {
        return folder().resolve(".evenstep");
    }

    /** The template in a folder, or where there is none, the project's. */
    public static Path templateFor(Path folder) {
        return Stream.of("template.yaml", "template.yml")
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseGet(ProjectDirectory::template);
    }

    public static Path template() {
        Path template = folder().resolve("template.yaml");
        if (!Files.exists(template)) {
            throw new IllegalStateException("There is no template.yaml in " + folder()
                    + ": name one with --template, or start from its folder");
        }
        return template;
    }
}
