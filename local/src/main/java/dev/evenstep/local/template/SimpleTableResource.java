package dev.evenstep.local.template;

import dev.evenstep.local.stack.TableSpec;
import java.util.List;
import java.util.Map;

/** {@code AWS::Serverless::SimpleTable}: a table with a partition key, {@code id} unless another is named. */
final class SimpleTableResource implements ResourceType {

    private static final Map<String, String> TYPES = Map.of("String", "S", "Number", "N", "Binary", "B");

    @Override
    public ResourceIdentity identify(Properties table, ResourceNames names) {
        var name = names.name(table, "TableName", 255);
        return ResourceIdentity.of(name, name, Map.of("Arn", names.arn("dynamodb", "table/" + name)));
    }

    @Override
    public void define(Properties table, ResourceIdentity identity, StackBuilder builder) {
        var key = table.object("PrimaryKey");
        var name = key.any() ? key.demand("Name") : "id";
        var type = key.any() ? key.demand("Type") : "String";
        key.choice("Type", "", List.of("String", "Number", "Binary"));
        var spec = new TableSpec(
                table.declaration().path(),
                TableKeys.checkedName(table, identity.name()),
                identity.arn(),
                new TableSpec.Key(name, null),
                Map.of(name, TYPES.getOrDefault(type, "S")),
                List.of(),
                null,
                null,
                null);
        builder.tables.add(spec.arn(), spec.name(), spec, table);
    }
}
