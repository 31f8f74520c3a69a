package dev.evenstep.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.Page;
import dev.evenstep.engine.protocol.RequestParameters;
import dev.evenstep.local.logs.LogGroup.LogStream;
import java.util.Comparator;
import java.util.List;

/** The API's operations on groups and streams. */
final class GroupOperations {

    private static final int PAGE = 50;

    private final Account account;
    private final LogStore store;

    GroupOperations(Account account, LogStore store) {
        this.account = account;
        this.store = store;
    }

    ObjectNode describeGroups(RequestParameters request) {
        var prefix = request.text("logGroupNamePrefix").orElse("");
        var part = request.text("logGroupNamePattern").orElse("");
        var found = store.groups().stream()
                .filter(group -> group.name().startsWith(prefix) && group.name().contains(part))
                .toList();
        return page(found, request).answer("logGroups", this::described, "nextToken");
    }

    private ObjectNode described(LogGroup group) {
        return JsonTrees.object()
                .put("logGroupName", group.name())
                .put("creationTime", group.created().toEpochMilli())
                .put("metricFilterCount", 0)
                .put("storedBytes", group.bytes())
                .put("arn", arn(group.name()) + ":*")
                .put("logGroupArn", arn(group.name()));
    }

    ObjectNode describeStreams(RequestParameters request) {
        var group = group(store, request);
        var prefix = request.text("logStreamNamePrefix").orElse("");
        var order = request.text("orderBy").orElse("LogStreamName").equals("LastEventTime")
                ? Comparator.comparing(LogStream::last)
                : Comparator.comparing(LogStream::name);
        var found = group.streams().stream()
                .filter(stream -> stream.name().startsWith(prefix))
                .sorted(request.flag("descending") ? order.reversed() : order)
                .toList();
        return page(found, request).answer("logStreams", stream -> described(group, stream), "nextToken");
    }

    private ObjectNode described(LogGroup group, LogStream stream) {
        return JsonTrees.object()
                .put("logStreamName", stream.name())
                .put("creationTime", stream.created().toEpochMilli())
                .put("firstEventTimestamp", stream.first().toEpochMilli())
                .put("lastEventTimestamp", stream.last().toEpochMilli())
                .put("lastIngestionTime", stream.ingested().toEpochMilli())
                .put("arn", arn(group.name()) + ":log-stream:" + stream.name());
    }

    /** The group that a request names, by name or by ARN. */
    static LogGroup group(LogStore store, RequestParameters request) {
        var name = request.text("logGroupName")
                .or(() -> request.text("logGroupIdentifier"))
                .orElseThrow(() -> request.missing("logGroupName"));
        return store.group(name.replaceFirst("^arn:.*:log-group:", ""))
                .orElseThrow(() ->
                        new AwsException(400, "ResourceNotFoundException", "The specified log group does not exist."));
    }

    private static <T> Page<T> page(List<T> all, RequestParameters request) {
        int limit = request.number("limit", 1, PAGE).orElse((long) PAGE).intValue();
        return Page.of(all, limit, request.text("nextToken"));
    }

    private String arn(String group) {
        return account.arn("logs", "log-group:" + group);
    }
}
