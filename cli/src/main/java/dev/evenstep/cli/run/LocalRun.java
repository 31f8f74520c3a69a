package dev.evenstep.cli.run;

import dev.evenstep.brokers.BrokerServers;
import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalFunctions;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A template, running on this machine with its functions, and with the sidecar that knows it, if one does. */
public final class LocalRun implements AutoCloseable {

    /** Below the project's folder, once it is built. */
    private static final String KAFKA_CODE = "brokers/kafka-server/target";

    private final Stack stack;
    private final LocalAws aws;
    private final Sidecar.Running sidecar;
    private final BrokerServers brokers;

    private LocalRun(Stack stack, LocalAws aws, Sidecar.Running sidecar, BrokerServers brokers) {
        this.stack = stack;
        this.aws = aws;
        this.sidecar = sidecar;
        this.brokers = brokers;
    }

    /**
     * @param stackName null: the sidecar's, else the name of the template's folder
     * @param port 0 for any that is free
     * @param data where everything is kept; null: in memory
     * @param parameters of the template, before the sidecar's
     * @param faults of the AWS that it runs on
     * @param brokers that are started beside it, and their ports; 0 for any that is free
     */
    public record RunSettings(
            Path template,
            @Nullable String stackName,
            int port,
            @Nullable Path data,
            Map<String, String> parameters,
            Faults faults,
            Map<BrokerServers.BrokerKind, Integer> brokers) {

        public RunSettings {
            parameters = Map.copyOf(parameters);
            brokers = Map.copyOf(brokers);
        }

        /** With no broker. */
        public RunSettings(
                Path template,
                @Nullable String stackName,
                int port,
                @Nullable Path data,
                Map<String, String> parameters,
                Faults faults) {
            this(template, stackName, port, data, parameters, faults, Map.of());
        }

        /** On an AWS that behaves. */
        public RunSettings(
                Path template,
                @Nullable String stackName,
                int port,
                @Nullable Path data,
                Map<String, String> parameters) {
            this(template, stackName, port, data, parameters, Faults.none());
        }

        /** With these brokers beside it. */
        public RunSettings with(Map<BrokerServers.BrokerKind, Integer> others) {
            return new RunSettings(template, stackName, port, data, parameters, faults, others);
        }
    }

    /**
     * Starts a template. When this throws, nothing is left running.
     *
     * @param sidecars the first that knows the template is started with it
     * @throws dev.evenstep.local.template.language.TemplateException where AWS would refuse the template, or a parameter
     *     has no value, or one is given that the template does not declare
     */
    public static LocalRun start(RunSettings settings, List<Sidecar> sidecars, FunctionOutput output) {
        Set<String> declared = Templates.parameters(settings.template());
        Sidecar sidecar = sidecars.stream()
                .filter(one -> one.knows(declared))
                .findFirst()
                .orElse(new NoSidecar(settings.template()));
        BrokerServers brokers = BrokerServers.start(
                settings.brokers(), ProjectDirectory.folder().resolve(KAFKA_CODE), settings.data());
        try {
            Map<String, String> addresses = new HashMap<>(brokers.parameters());
            addresses.keySet().retainAll(declared);
            return start(settings, sidecar, brokers, addresses, output);
        } catch (RuntimeException | Error failure) {
            brokers.close();
            throw failure;
        }
    }

    private static LocalRun start(
            RunSettings settings,
            Sidecar sidecar,
            BrokerServers brokers,
            Map<String, String> addresses,
            FunctionOutput output) {
        Sidecar.Running running = sidecar.start(settings.data());
        try {
            Map<String, String> parameters = new HashMap<>(running.parameters());
            parameters.putAll(addresses);
            parameters.putAll(settings.parameters());
            return start(settings, sidecar.stackName(), new Beside(running, brokers, parameters), output);
        } catch (RuntimeException | Error failure) {
            running.close();
            throw failure;
        }
    }

    /** What runs already, and the parameters that follow from it. */
    private record Beside(Sidecar.Running sidecar, BrokerServers brokers, Map<String, String> parameters) {}

    private static LocalRun start(RunSettings settings, String stackName, Beside beside, FunctionOutput output) {
        int port = settings.port() == 0 ? freePort() : settings.port();
        TemplateOptions template = TemplateOptions.defaults()
                .withStackName(settings.stackName() == null ? stackName : settings.stackName())
                .withEndpoint(URI.create("http://127.0.0.1:" + port))
                .withParameters(beside.parameters());
        Stack stack =
                DevelopmentTimeouts.of(PartialResponseWarnings.refused(Templates.read(settings.template(), template)));
        beside.brokers().ensure(stack);
        LocalAws aws = LocalAws.start(
                stack,
                LocalOptions.defaults()
                        .withPort(port)
                        .withFolder(settings.data())
                        .withFaults(settings.faults()),
                services -> LocalFunctions.of(
                        ProjectDirectory.cache(),
                        output,
                        output,
                        services,
                        beside.brokers().brokers()));
        try (AwsClients clients = AwsClients.at(aws.endpoint())) {
            beside.sidecar().fill(stack.name(), clients);
            return new LocalRun(stack, aws, beside.sidecar(), beside.brokers());
        } catch (RuntimeException | Error failure) {
            aws.close();
            throw failure;
        }
    }

    /** Starts one instance of each function; each future gives the time that it took. */
    public Map<String, CompletableFuture<Duration>> prewarm() {
        return aws.prewarm();
    }

    /** Has functions run what was built anew since. */
    void reload() {
        aws.reload();
    }

    public Stack stack() {
        return stack;
    }

    public URI endpoint() {
        return aws.endpoint();
    }

    /** What functions asked for and their roles do not allow, in words. */
    public List<String> denied() {
        return aws.roles().stream()
                .flatMap(role -> role.denied().stream().map(denied -> role.function() + ": " + denied))
                .toList();
    }

    /** What runs beside it, by its name. */
    public Map<String, URI> sidecars() {
        return sidecar.urls();
    }

    /** Where brokers answer, by their names. */
    public Map<String, String> brokers() {
        return brokers.addresses();
    }

    /** What is not read, because its broker is not started, in words. */
    List<String> unread() {
        return stack.mappings().stream()
                .filter(mapping ->
                        mapping.broker() != null && !brokers.brokers().serve(mapping.broker()))
                .map(mapping -> "%s does not get %s: that needs --with %s"
                        .formatted(
                                mapping.function(),
                                mapping.source(),
                                mapping.broker() instanceof BrokerSpec.KafkaTopic ? "kafka" : "rabbitmq"))
                .toList();
    }

    /** Ends everything within a few seconds. Idempotent, also when two threads close it. */
    @Override
    public void close() {
        try (brokers;
                sidecar) {
            aws.close();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException("No port is free", failure);
        }
    }
}
