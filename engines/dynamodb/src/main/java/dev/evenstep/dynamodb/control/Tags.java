package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.function.Consumer;

/** A table's tags. */
record Tags(TableContext context) {

    private static final int MOST = 50;

    /** No account has this number, so that nothing in it is one's own. */
    private static final String NOBODY = ":000000000000:";

    static ObjectNode read(ObjectNode request) {
        Constraints.of(request)
                .each("Tags", tag -> tag.text("Key", 1, 128).text("Value", 0, 256))
                .check();
        var tags = JsonTrees.object();
        request.path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return few(tags);
    }

    private static <T extends JsonNode> T few(T tags) {
        if (tags.size() > MOST) {
            throw Invalid.parameter("Too many tags: the limit is " + MOST);
        }
        return tags;
    }

    ObjectNode tag(ObjectNode request) {
        var arn = arn(request);
        Constraints.of(request).required("Tags").check();
        var added = read(request);
        if (added.isEmpty()) {
            throw Invalid.request("Atleast one Tag needs to be provided as Input.");
        }
        return change(arn, tags -> few(tags.setAll(added)));
    }

    ObjectNode untag(ObjectNode request) {
        var arn = arn(request);
        Constraints.of(request).required("TagKeys").check();
        if (request.path("TagKeys").isEmpty()) {
            throw Invalid.request("Atleast one Tag Key needs to be provided as Input.");
        }
        return change(arn, tags -> Shape.list(request, "TagKeys").forEach(key -> tags.remove(key.asText())));
    }

    private ObjectNode change(String arn, Consumer<ObjectNode> change) {
        return context.write(() -> {
            var table = require(arn);
            context.tables().put(table.with(json -> change.accept(json.withObjectProperty("Tags"))));
            return JsonTrees.object();
        });
    }

    /** All at once, for there are few. */
    ObjectNode list(ObjectNode request) {
        var arn = arn(request);
        if (context.tables().find(arn) == null && arn.contains(NOBODY)) {
            throw new AwsException(
                    400,
                    "AccessDeniedException",
                    "User is not authorized to perform: dynamodb:ListTagsOfResource on resource: " + arn);
        }
        var answer = JsonTrees.object();
        var list = answer.putArray("Tags");
        require(arn)
                .json()
                .path("Tags")
                .properties()
                .forEach(tag -> list.addObject().put("Key", tag.getKey()).set("Value", tag.getValue()));
        return answer;
    }

    private static String arn(ObjectNode request) {
        Constraints.of(request).text("ResourceArn", 1, 1283).check();
        var arn = request.path("ResourceArn").asText();
        if (Tables.name(arn).equals(arn)) {
            throw Invalid.request("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
        return arn;
    }

    private TableDefinition require(String arn) {
        var table = context.tables().find(arn);
        if (table == null) {
            throw TableContext.notFound("ResourcArn: %s not found".formatted(arn));
        }
        return table;
    }
}
