package dev.evenstep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Finds which queues of a stack hold dead letters, from whatever says so: queues' redrive policies, functions' variables,
 * dead-letter configurations and failure destinations, those of event source mappings, and rules' targets.
 */
final class DeadLetterQueueFinder {

    /** Of a variable's name, whatever it begins with. */
    private static final String VARIABLE = "DEAD_LETTER_QUEUE_URL";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeployedStack stack;
    private final SortedMap<String, String> queues;
    private final SortedMap<String, Set<String>> functions = new TreeMap<>();
    private final SortedMap<String, Set<String>> sources = new TreeMap<>();

    private DeadLetterQueueFinder(DeployedStack stack) {
        this.stack = stack;
        this.queues = stack.allQueues();
    }

    /** In the order of their names. */
    static List<StackDeadLetterQueue> find(DeployedStack stack) {
        DeadLetterQueueFinder finder = new DeadLetterQueueFinder(stack);
        finder.readRedrivePolicies();
        finder.readFunctions();
        finder.readRules();
        return finder.boxes();
    }

    /** A queue that is gone, or belongs to another account, is left out. */
    private List<StackDeadLetterQueue> boxes() {
        SortedSet<String> found = new TreeSet<>(functions.keySet());
        found.addAll(sources.keySet());
        found.retainAll(queues.keySet());
        return found.stream()
                .map(name -> new StackDeadLetterQueue(
                        name,
                        queues.getOrDefault(name, ""),
                        functions.getOrDefault(name, Set.of()),
                        sources.getOrDefault(name, Set.of())))
                .toList();
    }

    /** Those that are known of a queue so far. */
    private static Set<String> of(@Nullable String urlOrArn, Map<String, Set<String>> known) {
        String name = urlOrArn == null ? "" : DeployedStack.lastPart(urlOrArn);
        return known.computeIfAbsent(name, any -> new TreeSet<>());
    }

    private void readRedrivePolicies() {
        stack.queues().forEach((name, url) -> {
            Map<QueueAttributeName, String> attributes = stack.clients()
                    .sqs()
                    .getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                    .attributes();
            String target = deadLetterTarget(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}"));
            of(target, sources).add(name);
        });
    }

    private static @Nullable String deadLetterTarget(String redrivePolicy) {
        try {
            return JSON.readTree(redrivePolicy).path("deadLetterTargetArn").textValue();
        } catch (JsonProcessingException unlike) {
            throw new IllegalStateException("SQS tells a redrive policy that is no JSON: " + redrivePolicy, unlike);
        }
    }

    private void readFunctions() {
        List<EventSourceMappingConfiguration> mappings = stack.mappings();
        for (FunctionConfiguration function : stack.functions()) {
            String name = function.functionName();
            List<EventSourceMappingConfiguration> own = mappings.stream()
                    .filter(mapping -> DeployedStack.functionOf(mapping).equals(name))
                    .toList();
            DeployedStack.variables(function).forEach((variable, value) -> {
                if (variable.endsWith(VARIABLE)) {
                    of(value, functions).add(name);
                    own.stream()
                            .map(EventSourceMappingConfiguration::eventSourceArn)
                            .filter(arn -> arn != null && arn.contains(":sqs:"))
                            .map(DeployedStack::lastPart)
                            .forEach(of(value, sources)::add);
                }
            });
            own.forEach(mapping -> of(onFailure(mapping), functions).add(name));
            of(onFailure(function), functions).add(name);
        }
    }

    private static @Nullable String onFailure(EventSourceMappingConfiguration mapping) {
        return mapping.destinationConfig() == null
                        || mapping.destinationConfig().onFailure() == null
                ? null
                : mapping.destinationConfig().onFailure().destination();
    }

    /** Of asynchronous invocations: a function has either, or none. */
    private @Nullable String onFailure(FunctionConfiguration function) {
        if (function.deadLetterConfig() != null) {
            return function.deadLetterConfig().targetArn();
        }
        try {
            DestinationConfig destinations = stack.clients()
                    .lambda()
                    .getFunctionEventInvokeConfig(request -> request.functionName(function.functionName()))
                    .destinationConfig();
            return destinations == null || destinations.onFailure() == null
                    ? null
                    : destinations.onFailure().destination();
        } catch (ResourceNotFoundException allIsDefault) {
            return null;
        }
    }

    private void readRules() {
        Stream.concat(Stream.of("default"), stack.buses().stream())
                .forEach(bus -> stack.rules(bus)
                        .forEach(rule -> stack.clients()
                                .eventBridge()
                                .listTargetsByRule(
                                        request -> request.eventBusName(bus).rule(rule))
                                .targets()
                                .forEach(this::readTarget)));
    }

    private void readTarget(Target target) {
        if (target.deadLetterConfig() != null) {
            Set<String> unused = of(target.deadLetterConfig().arn(), sources);
        }
    }
}
