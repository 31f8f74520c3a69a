package dev.evenstep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.cli.aws.CloudFormation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which names at an endpoint belong to a stack, and how a person may say them: whole, without the stack's name before
 * them, or as the template does.
 *
 * @param stack null: everything at the endpoint is meant
 * @param alone whether the endpoint has this stack only, whatever its names begin with
 * @param byLogicalId names by logical ids; empty where neither the endpoint nor its CloudFormation tells them
 */
record StackNames(@Nullable String stack, boolean alone, Map<String, String> byLogicalId) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    StackNames {
        byLogicalId = Map.copyOf(byLogicalId);
    }

    /**
     * A running {@code ./evenstep start} tells its stack and its logical ids. Elsewhere, what CloudFormation lists belongs to
     * the stack that is wanted, and where it knows none of that name, what begins with it.
     *
     * @param wanted null: what is there
     * @throws IllegalArgumentException where another stack runs there
     */
    static StackNames at(URI endpoint, CloudFormation cloudFormation, @Nullable String wanted) {
        JsonNode running = endpoint.equals(AwsClients.AWS) ? MissingNode.getInstance() : running(endpoint);
        if (running.isMissingNode()) {
            return new StackNames(wanted, false, wanted == null ? Map.of() : cloudFormation.resources(wanted));
        }
        String name = running.path("name").asText();
        if (wanted != null && !wanted.equals(name)) {
            throw new IllegalArgumentException(
                    "The stack at %s is %s, and there is no %s; leave out --stack, or name another --endpoint"
                            .formatted(endpoint, name, wanted));
        }
        Map<String, String> names = new TreeMap<>();
        running.path("logicalIds")
                .properties()
                .forEach(id -> names.put(id.getKey(), id.getValue().asText()));
        return new StackNames(name, true, names);
    }

    private static JsonNode running(URI endpoint) {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/_evenstep/health"))
                .timeout(PATIENCE)
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            String answer = http.send(request, BodyHandlers.ofString()).body();
            return new ObjectMapper().readTree(answer).path("stack");
        } catch (IOException nothingOfOurs) {
            // Whatever answers there, if anything, is asked by AWS's own calls next.
            return MissingNode.getInstance();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + endpoint, interrupted);
        }
    }

    boolean include(String name) {
        return alone
                || stack == null
                || (byLogicalId.isEmpty() ? name.startsWith(stack + "-") : byLogicalId.containsValue(name));
    }

    /** Without the stack's name before it. */
    String shortened(String name) {
        return stack != null && name.startsWith(stack + "-") ? name.substring(stack.length() + 1) : name;
    }

    /** Whether the text means what has this name. */
    boolean mean(String text, String name) {
        return text.equals(name) || text.equals(shortened(name)) || name.equals(byLogicalId.get(text));
    }
}
