package dev.evenstep.cli.localstack;

import dev.evenstep.cli.run.ProjectDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is installed on first use, each in a virtual environment of its own: LocalStack, and AWS's SAM CLI. */
record Installation(Path folder, PrintWriter progress) {

    /** Later ones need a newer Python, and the newest a token. */
    private static final List<String> LOCALSTACK = List.of(
            "localstack-core[runtime]==4.7.0",
            "pyopenssl<26",
            "cryptography<46",
            "cbor2<5.8",
            "psutil==7.0.0",
            "setuptools<81",
            "wheel",
            "service-identity");

    private static final List<String> SAM = List.of("aws-sam-cli==1.170.0");

    private static final int MINUTES = 10;

    static Installation inHome(PrintWriter progress) {
        return new Installation(ProjectDirectory.cache().resolve("localstack"), progress);
    }

    /** The Python that has LocalStack. */
    Path localStack() {
        return installed("venv", "LocalStack 4.7.0 (510 MB, takes a minute)", LOCALSTACK)
                .resolve("python");
    }

    Path sam() {
        return installed("sam", "the SAM CLI 1.170.0", SAM).resolve("sam");
    }

    /** The script that starts LocalStack; the one beside it runs functions. */
    Path launcher() {
        Path executor = unpacked("runtime_executor.py");
        return executor.resolveSibling(unpacked("launcher.py").getFileName());
    }

    private Path installed(String name, String what, List<String> packages) {
        Path environment = folder.resolve(name);
        Path marker = environment.resolve("installed");
        String wanted = String.join("\n", packages);
        try {
            if (!Files.exists(marker) || !Files.readString(marker).equals(wanted)) {
                progress.println("installing " + what + " into " + environment);
                Tool tool = new Tool(ProjectDirectory.folder(), Map.of(), folder.resolve(name + "-install.log"));
                tool.run(MINUTES, List.of(python(), "-m", "venv", "--clear", environment.toString()));
                tool.run(
                        MINUTES,
                        Stream.concat(
                                        Stream.of(environment.resolve("bin/pip").toString(), "install", "--quiet"),
                                        packages.stream())
                                .toList());
                Files.writeString(marker, wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install into " + environment, e);
        }
        return environment.resolve("bin");
    }

    private static String python() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, "python3.11"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "neither a Docker engine nor Python 3.11 is here: LocalStack needs one of them. Start Docker,"
                                + " or put python3.11 on the PATH"));
    }

    private Path unpacked(String name) {
        Path file = folder.resolve(name);
        try (InputStream in = Installation.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " on the class path");
            }
            Path unused = Files.createDirectories(folder);
            return Files.write(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
