package dev.evenstep.local;

import dev.evenstep.local.stack.BusSpec;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One local AWS for all test classes of a JVM that ask for it as a parameter, closed when the last is done. */
public final class SharedAws implements ParameterResolver {

    public static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:audit";

    /**
     * @param aws with a queue {@code orders} and its dead-letter queue, a FIFO queue {@code commands.fifo}, a table
     *     {@code items}, and a bus {@code shop} with a rule that sends {@code OrderPlaced} to the queue and to the
     *     function {@code audit}
     */
    public record Running(LocalAws aws, RecordingFunctions functions) implements AutoCloseable {

        public URI endpoint() {
            return aws.endpoint();
        }

        @Override
        public void close() {
            aws.close();
        }
    }

    public static Stack stack() {
        var rule = new RuleSpec(
                "Placed",
                "placed",
                "shop",
                "{\"detail-type\":[\"OrderPlaced\"]}",
                true,
                List.of(target("queue", Specs.queueArn("orders")), target("function", FUNCTION)));
        return new Stack(
                "shop",
                List.of(
                        Specs.queue("orders", "orders-dlq", 3),
                        Specs.queue("orders-dlq"),
                        Specs.queue("commands.fifo")),
                List.of(Specs.streamed(Specs.table("items", null), "NEW_IMAGE")),
                List.of(new BusSpec("Shop", "shop", "arn:aws:events:us-east-1:000000000000:event-bus/shop")),
                List.of(rule),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }

    public static RuleSpec.TargetSpec target(String id, String arn) {
        return new RuleSpec.TargetSpec(id, arn, new RuleSpec.Input.Whole(), null, 185, Duration.ofHours(24), null);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Running resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedAws.class))
                .computeIfAbsent("aws", key -> start(), Running.class);
    }

    private static Running start() {
        var functions = new RecordingFunctions();
        var options = LocalOptions.defaults().withPort(0);
        return new Running(LocalAws.start(stack(), options, services -> functions), functions);
    }
}
