package dev.evenstep.cli.project;

import java.util.Locale;

/** What builds a project. */
public enum Build {
    MAVEN("Maven of version 3.8 or newer", "mvn package", "target/%s.jar"),
    GRADLE("Gradle of version 8.5 or newer, as gradle or a wrapper", "gradle build", "build/%s.zip");

    private final String tool;
    private final String command;
    private final String archive;

    Build(String tool, String command, String archive) {
        this.tool = tool;
        this.command = command;
        this.archive = archive;
    }

    String tool() {
        return tool;
    }

    /** Tests, and makes what Lambda takes. */
    public String command() {
        return command;
    }

    /** Where that is. */
    public String archiveOf(String project) {
        return archive.formatted(project);
    }

    String files() {
        return name().toLowerCase(Locale.ROOT);
    }
}
