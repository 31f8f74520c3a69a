package dev.evenstep.demo.command;

import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.cli.deadletter.DeadLetter;
import dev.evenstep.cli.deadletter.DeadLetterQueue;
import dev.evenstep.cli.run.FunctionOutput;
import dev.evenstep.cli.run.LocalRun;
import dev.evenstep.cli.run.ProjectDirectory;
import dev.evenstep.cli.run.StartReport;
import dev.evenstep.demo.shop.DeployedShop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The whole shop with its functions, running in this JVM for all tests that neither stop it nor kill anything: started
 * when the first class needs it and closed after the last. Its stack has a name of its own, and tests use orders of their
 * own.
 */
final class RunningShop implements BeforeAllCallback {

    static final String STACK = "running";

    /** Fewer than a person's shop has: each further wait is twice as long. */
    static final int ATTEMPTS = 4;

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RunningShop.class);

    private @Nullable Running running;

    private record Running(LocalRun local, AwsClients clients, DeployedShop shop) implements AutoCloseable {

        private static Running start() {
            Map<String, String> parameters = Map.of("RetryAttempts", Integer.toString(ATTEMPTS));
            LocalRun.RunSettings settings =
                    new LocalRun.RunSettings(ProjectDirectory.template(), STACK, 0, null, parameters);
            PrintWriter output = new PrintWriter(new StringWriter());
            LocalRun local = LocalRun.start(
                    settings, List.of(new ShopSidecar()), new FunctionOutput(output, FunctionOutput.Detail.TROUBLE));
            AwsClients clients = AwsClients.at(local.endpoint());
            return new Running(local, clients, new DeployedShop(STACK, clients));
        }

        @Override
        public void close() {
            clients.close();
            local.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot().getStore(NAMESPACE).computeIfAbsent("shop", name -> Running.start(), Running.class);
    }

    private Running running() {
        return Objects.requireNonNull(running, "registered as a static field");
    }

    String endpoint() {
        return running().local().endpoint().toString();
    }

    StartReport report() {
        return new StartReport(running().local());
    }

    DeployedShop shop() {
        return running().shop();
    }

    AwsClients clients() {
        return running().clients();
    }

    ShopTables tables() {
        return new ShopTables(shop());
    }

    /** Runs the command against this shop. */
    Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint", endpoint(), "--stack", STACK));
        return Ran.of(all.toArray(String[]::new));
    }

    List<DeadLetter> deadLetters(String function) {
        return new DeadLetterQueue(clients().sqs(), shop().deadLetterQueueUrl(function)).list();
    }

    /** Whether nothing waits in a function's queue, and nothing is being worked on. */
    boolean isQueueEmpty(String function) {
        return clients()
                .sqs()
                .getQueueAttributes(request -> request.queueUrl(shop().queueUrl(function))
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .allMatch("0"::equals);
    }
}
