package dev.evenstep.cli;

import dev.evenstep.cli.aws.AwsClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** What is deployed at an endpoint, as AWS's own calls tell it each time. */
record DeployedStack(AwsClients clients, StackNames names) {

    /** SQS gives a next page only where a page has a limit; this is its largest. */
    private static final int PAGE = 1_000;

    /** The URLs of all queues at the endpoint, by name, other stacks' too. */
    SortedMap<String, String> allQueues() {
        SortedMap<String, String> queues = new TreeMap<>();
        clients.sqs()
                .listQueuesPaginator(request -> request.maxResults(PAGE))
                .queueUrls()
                .forEach(url -> queues.put(lastPart(url), url));
        return queues;
    }

    /** The URLs of the stack's queues, by name. */
    SortedMap<String, String> queues() {
        SortedMap<String, String> own = allQueues();
        own.keySet().removeIf(name -> !names.include(name));
        return own;
    }

    /**
     * One of the stack's queues.
     *
     * @param text its name, whole or without the stack's, its logical id, its URL or its ARN
     * @throws IllegalArgumentException that names those that are there
     */
    String queueUrl(String text) {
        SortedMap<String, String> queues = queues();
        String name = text.contains(":") ? lastPart(text) : text;
        return queues.entrySet().stream()
                .filter(queue -> names.mean(name, queue.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no queue " + text + " here; there are " + queues.keySet()));
    }

    List<String> tables() {
        return clients.dynamoDb().listTablesPaginator().tableNames().stream()
                .filter(names::include)
                .toList();
    }

    /** Without the one that every account has. */
    List<String> buses() {
        List<String> buses = new ArrayList<>();
        String next = null;
        do {
            ListEventBusesRequest request =
                    ListEventBusesRequest.builder().nextToken(next).build();
            ListEventBusesResponse page = clients.eventBridge().listEventBuses(request);
            page.eventBuses().forEach(bus -> buses.add(bus.name()));
            next = page.nextToken();
        } while (next != null);
        return buses.stream()
                .filter(name -> !name.equals("default") && names.include(name))
                .toList();
    }

    /** The stack's rules on a bus, by name. */
    List<String> rules(String bus) {
        List<String> rules = new ArrayList<>();
        String next = null;
        do {
            ListRulesRequest request =
                    ListRulesRequest.builder().eventBusName(bus).nextToken(next).build();
            ListRulesResponse page = clients.eventBridge().listRules(request);
            page.rules().forEach(rule -> rules.add(rule.name()));
            next = page.nextToken();
        } while (next != null);
        return rules.stream().filter(names::include).toList();
    }

    List<FunctionConfiguration> functions() {
        return clients.lambda().listFunctionsPaginator().functions().stream()
                .filter(function -> names.include(function.functionName()))
                .toList();
    }

    /** The event source mappings of the stack's functions. */
    List<EventSourceMappingConfiguration> mappings() {
        return clients.lambda().listEventSourceMappingsPaginator().eventSourceMappings().stream()
                .filter(mapping -> names.include(functionOf(mapping)))
                .toList();
    }

    static String functionOf(EventSourceMappingConfiguration mapping) {
        return mapping.functionArn().split(":", -1)[6];
    }

    /** A function's environment. */
    static Map<String, String> variables(FunctionConfiguration function) {
        return function.environment() == null
                ? Map.of()
                : function.environment().variables();
    }

    /**
     * A table that the functions know by a variable of Evenstep's.
     *
     * @param chosen its name, as a person says it; null: the only one
     * @throws IllegalArgumentException where it is not there, or several are and none is chosen
     */
    String table(String variable, @Nullable String chosen) {
        SortedSet<String> tables = functions().stream()
                .flatMap(function -> Stream.ofNullable(variables(function).get(variable)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("No function %s has the variable %s, by which that table is known"
                    .formatted(names.stack() == null ? "here" : "of the stack " + names.stack(), variable));
        }
        if (chosen != null) {
            tables.removeIf(name -> !names.mean(chosen, name));
        }
        if (tables.size() == 1) {
            return tables.first();
        }
        throw new IllegalArgumentException(
                tables.isEmpty()
                        ? "No function here has a table %s in its %s".formatted(chosen, variable)
                        : "The functions here have several tables in %s: name one of %s with --table"
                                .formatted(variable, tables));
    }

    /**
     * The same, where a chosen one may be a table that no function knows.
     *
     * @throws IllegalArgumentException where it is not there
     */
    String anyTable(String variable, @Nullable String chosen) {
        if (chosen == null) {
            return table(variable, null);
        }
        List<String> tables = tables();
        return tables.stream()
                .filter(name -> names.mean(chosen, name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no table " + chosen + " here; there are " + tables));
    }

    /** A queue's name, of its URL or ARN. */
    static String lastPart(String urlOrArn) {
        return urlOrArn.substring(Math.max(urlOrArn.lastIndexOf('/'), urlOrArn.lastIndexOf(':')) + 1);
    }
}
