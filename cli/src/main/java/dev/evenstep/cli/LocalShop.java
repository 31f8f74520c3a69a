package dev.evenstep.cli;

import dev.evenstep.demo.Shelves;
import dev.evenstep.demo.gateway.PaymentGateway;
import dev.evenstep.demo.shop.AwsClients;
import dev.evenstep.demo.shop.DeployedShop;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The template, running on this machine with its functions, and a payment gateway for it to call. */
final class LocalShop implements AutoCloseable {

    /** What the samples order, so that a first {@code send} finds something on the shelves. */
    private static final Map<String, Integer> SAMPLE_STOCK = Map.of("tea-green", 1_000, "cup-blue", 1_000);

    private final Stack stack;
    private final PaymentGateway gateway;
    private final LocalAws aws;

    private LocalShop(Stack stack, PaymentGateway gateway, LocalAws aws) {
        this.stack = stack;
        this.gateway = gateway;
        this.aws = aws;
    }

    /** A person is waiting: retries begin sooner, and what fails or waits in vain is given up sooner. */
    private static final Map<String, String> IMPATIENCE = Map.of(
            "RetryBaseSeconds", "1",
            "RetryAttempts", "6",
            "GapPatienceSeconds", "8",
            "PaymentGatewayTimeoutMillis", "500");

    /**
     * @param port 0 for any that is free
     * @param data where everything is kept; null: in memory
     * @param parameters of the template, before our own
     * @param faults of the AWS that it runs on
     */
    record Settings(
            Path template,
            String stackName,
            int port,
            @Nullable Path data,
            Map<String, String> parameters,
            Faults faults) {

        Settings {
            parameters = Map.copyOf(parameters);
        }

        /** On an AWS that behaves. */
        Settings(Path template, String stackName, int port, @Nullable Path data, Map<String, String> parameters) {
            this(template, stackName, port, data, parameters, Faults.none());
        }
    }

    static LocalShop start(Settings settings, FunctionOutput output) {
        PaymentGateway gateway =
                settings.data() == null ? PaymentGateway.start(0) : PaymentGateway.startIn(settings.data());
        try {
            return start(settings, gateway, output);
        } catch (RuntimeException | Error failure) {
            gateway.close();
            throw failure;
        }
    }

    private static LocalShop start(Settings settings, PaymentGateway gateway, FunctionOutput output) {
        int port = settings.port() == 0 ? freePort() : settings.port();
        Map<String, String> parameters = new HashMap<>(IMPATIENCE);
        parameters.put("PaymentGatewayUrl", gateway.url().toString());
        parameters.putAll(settings.parameters());
        TemplateOptions template = TemplateOptions.defaults()
                .withStackName(settings.stackName())
                .withEndpoint(URI.create("http://127.0.0.1:" + port))
                .withParameters(parameters);
        Stack stack = ShorterWaits.of(SilentLoss.refused(Templates.read(settings.template(), template)));
        LocalAws aws = LocalAws.start(
                stack,
                LocalOptions.defaults()
                        .withPort(port)
                        .withFolder(settings.data())
                        .withFaults(settings.faults()),
                services -> LocalFunctions.of(Home.cache(), output, output, services));
        try (AwsClients clients = AwsClients.at(aws.endpoint())) {
            new Shelves(new DeployedShop(settings.stackName(), clients)).fill(SAMPLE_STOCK);
            return new LocalShop(stack, gateway, aws);
        } catch (RuntimeException | Error failure) {
            aws.close();
            throw failure;
        }
    }

    /** Starts one instance of each function; each future gives the time that it took. */
    Map<String, CompletableFuture<Duration>> prewarm() {
        return aws.prewarm();
    }

    Stack stack() {
        return stack;
    }

    LocalAws aws() {
        return aws;
    }

    URI gatewayUrl() {
        return gateway.url();
    }

    /** Ends everything within a few seconds. Idempotent, also when two threads close it. */
    @Override
    public void close() {
        try {
            aws.close();
        } finally {
            gateway.close();
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
