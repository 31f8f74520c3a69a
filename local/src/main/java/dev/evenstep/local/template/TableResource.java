package dev.evenstep.local.template;

import dev.evenstep.local.stack.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code AWS::DynamoDB::Table} and {@code AWS::DynamoDB::GlobalTable} (which the CDK writes for its {@code TableV2}):
 * of a global table there is the one replica of this region.
 */
final class TableResource implements ResourceType {

    private static final String STREAM = "StreamSpecification";

    @Override
    public ResourceIdentity identify(Properties table, ResourceNames names) {
        var name = names.name(table, "TableName", 255);
        var arn = names.arn("dynamodb", "table/" + name);
        Map<String, String> attributes = new HashMap<>(Map.of("Arn", arn, "TableId", ResourceNames.uuid(name)));
        if (table.has(STREAM)) {
            attributes.put("StreamArn", ResourceNames.streamArn(arn));
        }
        return ResourceIdentity.of(name, name, attributes);
    }

    @Override
    public void define(Properties table, ResourceIdentity identity, StackBuilder builder) {
        if (table.declaration().type().endsWith("GlobalTable")) {
            checkReplicas(table, identity);
        }
        var keys = new TableKeys(table);
        var stream = table.object(STREAM);
        var indexes = keys.indexes();
        var spec = new TableSpec(
                table.declaration().path(),
                TableKeys.checkedName(table, identity.name()),
                identity.arn(),
                keys.primary(),
                keys.checkedTypes(indexes),
                indexes,
                timeToLive(table.object("TimeToLiveSpecification")),
                stream.any() ? viewType(stream) : null,
                stream.any() ? ResourceNames.streamArn(identity.arn()) : null);
        builder.tables.add(spec.arn(), spec.name(), spec, table);
    }

    private static @Nullable String timeToLive(Properties specification) {
        var attribute = specification.any() ? specification.demand("AttributeName") : null;
        return specification.flag("Enabled", true) ? attribute : null;
    }

    private static String viewType(Properties stream) {
        stream.demand("StreamViewType");
        return stream.choice(
                "StreamViewType", "", List.of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"));
    }

    private static void checkReplicas(Properties table, ResourceIdentity identity) {
        for (var replica : table.objects("Replicas")) {
            var region = replica.text("Region", "");
            if (!identity.arn().contains(":dynamodb:" + region + ":")) {
                replica.leave("Region", "there is one region locally: no replica in " + region);
            }
        }
    }
}
