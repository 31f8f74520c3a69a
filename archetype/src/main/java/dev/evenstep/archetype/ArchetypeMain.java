package dev.evenstep.archetype;

import dev.evenstep.cli.project.Build;
import dev.evenstep.cli.project.NewProject;
import dev.evenstep.cli.project.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Makes a project under names that stand in for a user's, and puts the archetype's references in their place. */
public final class ArchetypeMain {

    private static final Set<Trigger> TRIGGERS = Set.of(Trigger.SQS, Trigger.FIFO, Trigger.BUS);

    private static final String NAME = "the-artifact";
    private static final String GROUP = "the.group";
    private static final String PACKAGE = "the.packages";

    /** What Velocity would read as its own. */
    private static final String HEADER = """
            #set( $symbol_pound = '#' )
            #set( $symbol_dollar = '$' )
            #set( $symbol_escape = '\\' )
            """;

    private ArchetypeMain() {}

    /** @param args the folder to write into */
    public static void main(String[] args) throws IOException {
        NewProject project = new NewProject(NAME, GROUP, PACKAGE, TRIGGERS, Build.MAVEN);
        for (Map.Entry<String, String> file : project.files().entrySet()) {
            Path path = Path.of(args[0], path(file.getKey()));
            Path unusedFolder = Files.createDirectories(path.getParent());
            Path unused = Files.writeString(path, template(file.getValue()));
        }
    }

    /** Maven puts the package below a folder of sources itself, and makes no jar with {@code .gitignore} in it. */
    private static String path(String file) {
        return file.replace("java/" + PACKAGE.replace('.', '/') + "/", "java/")
                .replace(NAME, "__artifactId__")
                .replace(".gitignore", "gitignore");
    }

    private static String template(String text) {
        return HEADER
                + text.replace("$", "${symbol_dollar}")
                        .replace("#", "${symbol_pound}")
                        .replace("\\", "${symbol_escape}")
                        .replace("<version>1.0-SNAPSHOT</version>", "<version>${version}</version>")
                        .replace(NAME, "${artifactId}")
                        .replace(GROUP, "${groupId}")
                        .replace(PACKAGE, "${package}");
    }
}
