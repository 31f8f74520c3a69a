package dev.evenstep.local.logs;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.JsonOperations;
import java.util.Map;

/** The reading side of CloudWatch Logs' API. Nothing can be written through it: the functions do. */
public final class LogsService implements AwsService {

    private final JsonOperations operations;

    public LogsService(Account account, LogStore store) {
        var groups = new GroupOperations(account, store);
        var events = new EventOperations(store);
        this.operations = new JsonOperations(
                "logs",
                "Logs_20140328",
                Map.of(
                        "DescribeLogGroups", groups::describeGroups,
                        "DescribeLogStreams", groups::describeStreams,
                        "GetLogEvents", events::get,
                        "FilterLogEvents", events::filter));
    }

    @Override
    public boolean serves(AwsRequest request) {
        return operations.serves(request);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        return operations.handle(request);
    }
}
