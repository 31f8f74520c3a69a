package dev.evenstep.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** SNS behind the endpoint: AWS's Query protocol. */
public final class SnsService implements AwsService {

    private final Map<String, Function<SnsForm, ObjectNode>> operations;

    private SnsService(Map<String, Function<SnsForm, ObjectNode>> operations) {
        this.operations = Map.copyOf(operations);
    }

    public static SnsService of(Account account, Topics topics, TopicPublisher publisher) {
        Map<String, Function<SnsForm, ObjectNode>> operations = new HashMap<>();
        operations.putAll(new PublishOperations(publisher, topics).byName());
        operations.putAll(new SubscriptionOperations(account, topics).byName());
        operations.putAll(new TopicOperations(account, topics).byName());
        return new SnsService(operations);
    }

    @Override
    public boolean serves(AwsRequest request) {
        return request.signedFor().equals("sns");
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        var form = SnsForm.of(request);
        var action = form.text("Action", "");
        var operation = operations.get(action);
        if (operation == null) {
            throw new AwsException(
                    400,
                    "InvalidAction",
                    "The local SNS does not know the action '%s'. It knows %s."
                            .formatted(action, String.join(", ", new TreeSet<>(operations.keySet()))));
        }
        return SnsXml.answer(action, operation.apply(form));
    }
}
