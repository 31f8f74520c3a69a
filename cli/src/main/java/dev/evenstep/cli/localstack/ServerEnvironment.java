package dev.evenstep.cli.localstack;

import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.lambda.instance.RuntimeFiles;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the launcher is told: LocalStack's own variables, and the command lines of our JVMs. */
final class ServerEnvironment {

    private static final List<String> LEAN = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED");

    private ServerEnvironment() {}

    static Map<String, String> of(Path folder, int port) {
        Path state = folder.resolve("state");
        Map<String, String> environment = new HashMap<>();
        environment.put("GATEWAY_LISTEN", "127.0.0.1:" + port);
        environment.put("FILESYSTEM_ROOT", state.toString());
        environment.put("TMPDIR", state.resolve("tmp").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        // Else it takes a container's paths wherever there is a /.dockerenv.
        environment.put("OVERRIDE_IN_DOCKER", "0");
        environment.put("SKIP_SSL_CERT_DOWNLOAD", "1");
        environment.put("DISABLE_EVENTS", "1");
        environment.put("DNS_ADDRESS", "0");
        environment.put("DYNAMODB_IN_MEMORY", "1");
        environment.put("PROVIDER_OVERRIDE_DYNAMODB", "v2");
        environment.put("PROVIDER_OVERRIDE_DYNAMODBSTREAMS", "v2");
        environment.put("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "120");
        environment.put("PYTHONUNBUFFERED", "1");
        environment.put("EVENSTEP_DYNAMODB", json(dynamoDb()));
        environment.put("EVENSTEP_FUNCTION", json(function(folder)));
        return environment;
    }

    private static Stream<String> dynamoDb() {
        return Stream.of(
                        Stream.of(java(), "-Xmx512m"),
                        LEAN.stream(),
                        Stream.of("-cp", System.getProperty("java.class.path", ""), DynamoDbProcess.class.getName()))
                .flatMap(part -> part);
    }

    /** Ends with the class path, to which the launcher adds the function's. */
    private static Stream<String> function(Path folder) {
        RuntimeFiles runtime = RuntimeFiles.prepare(folder.resolve("runtime"));
        String classPath =
                runtime.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return Stream.of(
                        Stream.of(java()),
                        LEAN.stream(),
                        Stream.of("-D" + RuntimeFiles.NATIVE_LIBRARY + "=" + runtime.nativeLibrary(), classPath))
                .flatMap(part -> part);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String json(Stream<String> line) {
        var array = JsonTrees.object().putArray("line");
        line.forEach(array::add);
        return array.toString();
    }
}
