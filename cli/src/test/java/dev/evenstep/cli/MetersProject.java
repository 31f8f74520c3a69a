package dev.evenstep.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Another team's project as its build leaves it: a folder with the template, and with the functions' jar beside it. */
final class MetersProject {

    private static final List<String> CLASSES =
            List.of("Readings", "Readings$Reading", "KeepHandler", "TellHandler", "BillHandler", "AskedBeforeHandler");

    private MetersProject() {}

    /** @return the template */
    static Path in(Path folder) throws IOException {
        Path template = Files.createDirectories(folder).resolve("template.yaml");
        Files.write(template, resource("/meters/template.yaml"));
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(folder.resolve("meters.jar")), libraries())) {
            for (String name : CLASSES) {
                String entry = "dev/evenstep/cli/meters/" + name + ".class";
                jar.putNextEntry(new JarEntry(entry));
                jar.write(resource("/" + entry));
                jar.closeEntry();
            }
        }
        return template;
    }

    /** Where this JVM has them, instead of copies within the jar. */
    private static Manifest libraries() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        return manifest;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream resource = MetersProject.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(resource, name).readAllBytes();
        }
    }
}
