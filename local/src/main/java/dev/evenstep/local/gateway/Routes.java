package dev.evenstep.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsService;
import java.net.URI;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;

/**
 * What stands behind the endpoint.
 *
 * @param dynamoDb answers DynamoDB and its streams, in this JVM
 * @param sqs where SQS listens
 * @param services the others by name
 * @param state told by {@code /_evenstep/health} beside the services
 */
public record Routes(Handler dynamoDb, URI sqs, Map<String, AwsService> services, Supplier<ObjectNode> state) {

    public Routes {
        services = Map.copyOf(new TreeMap<>(services));
    }

    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(services.keySet());
        names.add("dynamodb");
        names.add("dynamodbstreams");
        names.add("sqs");
        return names;
    }
}
