package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.TableSettings;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Json;
import java.util.Map;
import java.util.TreeMap;

/** A table's tags. */
record Tags(Context context) {

    private static final int MOST = 50;
    private static final int PAGE = 10;

    /** Nobody's account, so that nothing there can be one's own. */
    private static final String NOBODY = "000000000000";

    static Map<String, String> read(ObjectNode request) {
        var constraints = new Constraints();
        Map<String, String> tags = new TreeMap<>();
        if (Constraints.list(request, "Tags")) {
            int number = 1;
            for (JsonNode tag : request.path("Tags")) {
                var at = "tags.%d.member.".formatted(number++);
                constraints.text(tag, "Value", at + "value", 0, 256);
                constraints.text(tag, "Key", at + "key", 1, 128);
                if (tags.put(tag.path("Key").asText(), tag.path("Value").asText()) != null) {
                    throw Errors.invalid("Duplicate tag key: " + tag.path("Key").asText());
                }
            }
        }
        constraints.check();
        return tags;
    }

    ObjectNode tag(ObjectNode request) {
        var arn = arn(request);
        var constraints = new Constraints();
        constraints.required(request.path("Tags"), "tags");
        constraints.check();
        var added = read(request);
        if (added.isEmpty()) {
            throw Errors.invalid("Atleast one Tag needs to be provided as Input.");
        }
        return context.write(() -> {
            var table = require(arn);
            Map<String, String> tags = new TreeMap<>(table.settings().tags());
            tags.putAll(added);
            if (tags.size() > MOST) {
                throw Errors.invalid("One or more parameter values were invalid: Too many tags: the limit is " + MOST);
            }
            return put(table, tags);
        });
    }

    ObjectNode untag(ObjectNode request) {
        var arn = arn(request);
        var constraints = new Constraints();
        constraints.required(request.path("TagKeys"), "tagKeys");
        constraints.check();
        if (!Constraints.list(request, "TagKeys") || request.path("TagKeys").isEmpty()) {
            throw Errors.invalid("Atleast one Tag Key needs to be provided as Input.");
        }
        return context.write(() -> {
            var table = require(arn);
            Map<String, String> tags = new TreeMap<>(table.settings().tags());
            request.path("TagKeys").forEach(key -> tags.remove(key.asText()));
            return put(table, tags);
        });
    }

    ObjectNode list(ObjectNode request) {
        var arn = arn(request);
        var table = context.tables().find(arn);
        if (table == null) {
            throw arn.contains(":" + NOBODY + ":")
                    ? denied(arn)
                    : Errors.notFound("ResourcArn: %s not found".formatted(arn));
        }
        var after = Constraints.text(request, "NextToken").orElse("");
        var answer = Json.object();
        var list = answer.putArray("Tags");
        for (var tag : table.settings().tags().entrySet()) {
            if (tag.getKey().compareTo(after) > 0) {
                if (list.size() == PAGE) {
                    return answer.put(
                            "NextToken", list.get(PAGE - 1).path("Key").asText());
                }
                list.addObject().put("Key", tag.getKey()).put("Value", tag.getValue());
            }
        }
        return answer;
    }

    private ObjectNode put(TableDefinition table, Map<String, String> tags) {
        TableSettings is = table.settings();
        context.tables()
                .put(table.with(new TableSettings(
                        is.throughput(),
                        is.onDemandSince(),
                        is.deletionProtection(),
                        is.tableClass(),
                        is.encrypted(),
                        is.recoverable(),
                        is.timeToLiveChanged(),
                        tags)));
        return Json.object();
    }

    private static String arn(ObjectNode request) {
        var constraints = new Constraints();
        constraints.text(request, "ResourceArn", "resourceArn", 1, 1283);
        constraints.check();
        var arn = request.path("ResourceArn").asText();
        if (Tables.name(arn).equals(arn)) {
            throw Errors.invalid("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
        return arn;
    }

    private TableDefinition require(String arn) {
        var table = context.tables().find(arn);
        if (table == null) {
            throw Errors.notFound("ResourcArn: %s not found".formatted(arn));
        }
        return table;
    }

    private static AwsException denied(String arn) {
        return new AwsException(
                400,
                "AccessDeniedException",
                "User is not authorized to perform: dynamodb:ListTagsOfResource on resource: " + arn);
    }
}
