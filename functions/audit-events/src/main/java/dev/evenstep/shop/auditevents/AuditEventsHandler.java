package dev.evenstep.shop.auditevents;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.lambda.powertools.idempotency.Idempotent;

/** Invoked by a rule with every event of the bus. Powertools keeps its records in the table that Evenstep uses too. */
public final class AuditEventsHandler implements RequestHandler<Map<String, Object>, String> {

    private final AuditTrail trail;

    public AuditEventsHandler() {
        this(Clients.dynamoDb(), System.getenv());
    }

    AuditEventsHandler(DynamoDbClient client, Map<String, String> environment) {
        PowertoolsSetup.configure(client, environment);
        trail = AuditTrail.in(client, environment);
    }

    @Override
    @Idempotent
    public String handleRequest(Map<String, Object> event, Context context) {
        return trail.write(AuditLine.of(event));
    }
}
