package dev.evenstep.local.logs;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.JsonOperations;
import java.util.Map;

/** The reading side of CloudWatch Logs' API. Nothing can be written through it: the functions do. */
public final class LogsService {

    private LogsService() {}

    public static AwsService of(Account account, LogStore store) {
        var groups = new GroupOperations(account, store);
        var events = new LogEventOperations(store);
        return new JsonOperations(
                "logs",
                "Logs_20140328",
                Map.of(
                        "DescribeLogGroups", groups::describeGroups,
                        "DescribeLogStreams", groups::describeStreams,
                        "GetLogEvents", events::get,
                        "FilterLogEvents", events::filter));
    }
}
