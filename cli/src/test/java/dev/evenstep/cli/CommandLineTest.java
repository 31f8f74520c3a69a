package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** How the command takes what is typed, where no stack is needed. */
class CommandLineTest {

    static Stream<Arguments> commands() {
        return allOf(new Cli(List.of(), List.of()).commandLine(), List.of());
    }

    private static Stream<Arguments> allOf(CommandLine command, List<String> path) {
        Stream<Arguments> below = command.getSubcommands().entrySet().stream()
                .flatMap(sub -> allOf(
                        sub.getValue(),
                        Stream.concat(path.stream(), Stream.of(sub.getKey())).toList()));
        return Stream.concat(Stream.of(Arguments.of(path, command)), below);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpTellsEveryOptionAndCommand(List<String> path, CommandLine command) {
        Ran ran = Ran.of(Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new));

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        command.getCommandSpec()
                .options()
                .forEach(option -> assertThat(ran.out()).contains(option.names()));
        command.getSubcommands().keySet().forEach(name -> assertThat(ran.out()).contains(name));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anUnknownOptionIsNamedWithTheUsage(List<String> path, CommandLine command) {
        Ran ran = Ran.of(Stream.concat(path.stream(), Stream.of("--no-such-option", "x", "y"))
                .toArray(String[]::new));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--no-such-option", "Usage: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dlq",
                "send",
                "dlq show",
                "dlq redrive",
                "dlq redrive one another --body file",
                "dlq redrive --all track-order --body file",
                "parked",
                "parked show track-order",
                "parked release track-order",
                "outbox",
                "outbox show",
                "outbox republish order-1/2 --entity order-1",
                "doctor"
            })
    void whatIsMissingOrWrongIsAUsageError(String line) {
        Ran ran = Ran.of(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Usage: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dlq list",
                "dlq show x",
                "dlq redrive x",
                "parked list",
                "parked show x y",
                "parked release x y",
                "outbox list",
                "outbox show x/1",
                "outbox republish",
                "outbox republish x/1",
                "stream show x",
                "stream at x --time 2026-11-24T09:00:00Z"
            })
    void anEndpointWhereNobodyAnswersIsSaidAtOnce(String line) {
        String endpoint = "http://127.0.0.1:" + freePort();

        Ran ran = Ran.of(Stream.concat(Stream.of(line.split(" ", -1)), Stream.of("--endpoint", endpoint))
                .toArray(String[]::new));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("error: ", endpoint, "./evenstep start", "--endpoint");
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("gone.json");

        for (Ran ran : List.of(
                Ran.of("send", file.toString()), Ran.of("dlq", "redrive", "any-id", "--body", file.toString()))) {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err()).contains("error: ", file.toString());
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void theVersionIsTold() {
        assertThat(Ran.of("--version").out()).contains("evenstep");
    }
}
