package dev.evenstep.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the project is: the launcher says so, and without it the current folder counts. */
final class Home {

    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty("evenstep.home", "")).toAbsolutePath().normalize();
    }

    /** What is built or kept between runs, and can be deleted at any time. */
    static Path cache() {
        return folder().resolve(".evenstep");
    }

    /** The template of the folder that the command is called in, else the project's. */
    static Path nearestTemplate() {
        return Stream.of("template.yaml", "template.yml")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseGet(Home::template);
    }

    static Path template() {
        Path template = folder().resolve("template.yaml");
        if (!Files.exists(template)) {
            throw new IllegalStateException("There is no template.yaml in " + folder()
                    + ": name one with --template, or start from its folder");
        }
        return template;
    }
}
