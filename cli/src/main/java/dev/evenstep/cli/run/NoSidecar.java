package dev.evenstep.cli.run;

import dev.evenstep.cli.aws.AwsClients;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For a template whose functions need AWS only: it gets what it says, and its stack the name of its folder. */
record NoSidecar(Path template) implements Sidecar, Sidecar.Running {

    @Override
    public boolean knows(Set<String> parameters) {
        return true;
    }

    /** With what CloudFormation takes in a stack's name: letters, digits and hyphens, a letter first. */
    @Override
    public String stackName() {
        Path folder = template.toAbsolutePath().normalize().getParent();
        String name = folder == null || folder.getFileName() == null
                ? ""
                : folder.getFileName()
                        .toString()
                        .replaceAll("[^A-Za-z0-9]+", "-")
                        .replaceAll("^[^A-Za-z]+|-$", "");
        return name.isEmpty() ? "local" : name;
    }

    @Override
    public Running start(@Nullable Path data) {
        return this;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of();
    }

    @Override
    public void fill(String stackName, AwsClients clients) {}

    @Override
    public Map<String, URI> urls() {
        return Map.of();
    }

    @Override
    public void close() {}
}
