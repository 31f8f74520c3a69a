package dev.evenstep.cli.run;

import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalFunctions;
import dev.evenstep.local.LocalOptions;
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

    private final Stack stack;
    private final LocalAws aws;
    private final Sidecar.Running sidecar;

    private LocalRun(Stack stack, LocalAws aws, Sidecar.Running sidecar) {
        this.stack = stack;
        this.aws = aws;
        this.sidecar = sidecar;
    }

    /**
     * @param stackName null: the sidecar's, else the name of the template's folder
     * @param port 0 for any that is free
     * @param data where everything is kept; null: in memory
     * @param parameters of the template, before the sidecar's
     * @param faults of the AWS that it runs on
     */
    public record RunSettings(
            Path template,
            @Nullable String stackName,
            int port,
            @Nullable Path data,
            Map<String, String> parameters,
            Faults faults) {

        public RunSettings {
            parameters = Map.copyOf(parameters);
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
        Sidecar.Running running = sidecar.start(settings.data());
        try {
            return start(settings, sidecar.stackName(), running, output);
        } catch (RuntimeException | Error failure) {
            running.close();
            throw failure;
        }
    }

    private static LocalRun start(
            RunSettings settings, String stackName, Sidecar.Running sidecar, FunctionOutput output) {
        int port = settings.port() == 0 ? freePort() : settings.port();
        Map<String, String> parameters = new HashMap<>(sidecar.parameters());
        parameters.putAll(settings.parameters());
        TemplateOptions template = TemplateOptions.defaults()
                .withStackName(settings.stackName() == null ? stackName : settings.stackName())
                .withEndpoint(URI.create("http://127.0.0.1:" + port))
                .withParameters(parameters);
        Stack stack =
                DevelopmentTimeouts.of(PartialResponseWarnings.refused(Templates.read(settings.template(), template)));
        LocalAws aws = LocalAws.start(
                stack,
                LocalOptions.defaults()
                        .withPort(port)
                        .withFolder(settings.data())
                        .withFaults(settings.faults()),
                services -> LocalFunctions.of(ProjectDirectory.cache(), output, output, services));
        try (AwsClients clients = AwsClients.at(aws.endpoint())) {
            sidecar.fill(stack.name(), clients);
            return new LocalRun(stack, aws, sidecar);
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

    /** Ends everything within a few seconds. Idempotent, also when two threads close it. */
    @Override
    public void close() {
        try {
            aws.close();
        } finally {
            sidecar.close();
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
