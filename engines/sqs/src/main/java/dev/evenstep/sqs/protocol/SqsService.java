package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import java.util.Set;
import java.util.function.BiFunction;

/** SQS behind the endpoint. */
public final class SqsService implements AwsService {

    private final JsonProtocol json;
    private final QueryProtocol query;

    /**
     * @param call an operation, by name
     * @param operations the names of all
     */
    public SqsService(Account account, BiFunction<String, ObjectNode, ObjectNode> call, Set<String> operations) {
        this.json = new JsonProtocol(call);
        this.query = new QueryProtocol(account, call, operations);
    }

    @Override
    public boolean serves(AwsRequest request) {
        var target = request.header("x-amz-target");
        return target.isEmpty()
                ? request.signedFor().equals("sqs") || query.serves(request)
                : target.startsWith(JsonProtocol.TARGET);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        return request.header("x-amz-target").isEmpty() ? query.handle(request) : json.handle(request);
    }
}
