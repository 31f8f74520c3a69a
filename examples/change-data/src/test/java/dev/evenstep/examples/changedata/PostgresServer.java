package dev.evenstep.examples.changedata;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A PostgreSQL of its own on the loopback, with logical decoding. It does not run as root: then it runs as the user that Debian's has. */
final class PostgresServer {

    static final String INSTALL = "PostgreSQL is not installed: apt-get install postgresql";

    private static final String USER = "postgres";

    private final Path folder;
    private final Path programs;
    private final Process server;
    private final int port;

    /** @throws AssertionError saying what to install, where it is missing */
    PostgresServer(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.programs = programs();
        this.port = freePort();
        if (isRoot()) {
            run(List.of("chown", USER, folder.toString()));
        }
        run(command("initdb", "-D", data(), "-A", "trust", "-U", USER, "--no-sync", "-E", "UTF8", "--no-locale"));
        this.server = new ProcessBuilder(command(
                        "postgres",
                        "-D",
                        data(),
                        "-c",
                        "wal_level=logical",
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off",
                        "-c",
                        "port=" + port))
                .redirectErrorStream(true)
                .redirectOutput(log())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    private boolean answers() throws IOException {
        if (!server.isAlive()) {
            throw new IllegalStateException("PostgreSQL ended: " + Files.readString(log().toPath()));
        }
        try {
            execute("SELECT 1");
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static Path programs() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        List<Path> folders = new ArrayList<>();
        if (Files.exists(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.map(version -> version.resolve("bin")).sorted().forEach(folders::addFirst);
            }
        }
        Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).forEach(folders::add);
        return folders.stream()
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("postgres")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(INSTALL));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private List<String> command(String program, String... arguments) {
        List<String> command =
                new ArrayList<>(isRoot() ? List.of("setpriv", "--reuid=" + USER, "--clear-groups") : List.of());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(log().toPath()));
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private File log() {
        return folder.resolve("log").toFile();
    }

    int port() {
        return port;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, "");
    }

    /** Several statements in one connection, each in a transaction of its own unless they say otherwise. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Ends it, and leaves nothing behind. */
    void stop() throws IOException, InterruptedException {
        server.destroy();
        if (!server.waitFor(20, TimeUnit.SECONDS)) {
            int unused = server.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
