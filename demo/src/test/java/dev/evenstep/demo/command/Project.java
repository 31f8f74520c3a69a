package dev.evenstep.demo.command;

import dev.evenstep.cli.run.ProjectDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** What lies around in the project, and copies of it for one test. */
final class Project {

    static final List<String> FUNCTIONS = List.of(
            "place-order",
            "order-log",
            "publish-outbox",
            "detect-fraud",
            "fulfil-order",
            "reserve-stock",
            "charge-payment",
            "settle-order",
            "track-order",
            "audit-events");

    private Project() {}

    /** @param name such as {@code shop/OrderPlaced/v2-placed} */
    static Path sampleFile(String name) {
        return ProjectDirectory.folder().resolve("events-samples").resolve(name + ".json");
    }

    static String sample(String name) {
        try {
            return Files.readString(sampleFile(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A copy of a sample that tells of another order, in the folder that says where it goes. */
    static Path sampleOf(String order, String name, Path folder) throws IOException {
        Path file = folder.resolve(name + ".json");
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(
                ProjectDirectory.folder().resolve("events-samples/targets.properties"),
                folder.resolve("targets.properties"),
                StandardCopyOption.REPLACE_EXISTING);
        return Files.writeString(file, of(order, sample(name)));
    }

    /** The sample as of another order, with ids that belong to it. */
    static String of(String order, String sample) {
        return sample.replaceAll("order-\\d{4}", order).replaceAll("command-\\d{4}", "command-of-" + order);
    }

    /** The template with other texts in it, with its parts, and with functions' jars where they are. */
    static Path template(Path folder, Map<String, String> changes) throws IOException {
        String template = Files.readString(ProjectDirectory.template());
        for (Map.Entry<String, String> change : changes.entrySet()) {
            if (!template.contains(change.getKey())) {
                throw new IllegalArgumentException("the template has no " + change.getKey());
            }
            template = template.replace(change.getKey(), change.getValue());
        }
        template = template.replace(
                "CodeUri: functions/", "CodeUri: " + ProjectDirectory.folder().resolve("functions") + "/");
        Path parts = Files.createDirectories(folder.resolve("parts"));
        for (String part : List.of("function.yaml", "reader.yaml", "table.yaml", "operations.yaml")) {
            Path original = ProjectDirectory.folder().resolve("parts").resolve(part);
            Files.copy(original, parts.resolve(part), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.writeString(folder.resolve("template.yaml"), template);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
