package dev.evenstep.local.template;

import dev.evenstep.local.stack.TableSpec;
import java.util.List;
import java.util.Map;

/** {@code AWS::Serverless::SimpleTable}: a table with a partition key, {@code id} unless another is named. */
final class SimpleTableResource implements ResourceType {

    private static final Map<String, String> TYPES = Map.of("String", "S", "Number", "N", "Binary", "B");

    @Override
    public Identity identify(Properties table, Naming naming) {
        var name = naming.name(table, "TableName", 255);
        return Identity.of(name, name, Map.of("Arn", naming.arn("dynamodb", "table/" + name)));
    }

    @Override
    public void define(Properties table, Identity identity, Draft draft) {
        var key = table.object("PrimaryKey");
        var name = key.any() ? key.demand("Name") : "id";
        var type = key.any() ? key.demand("Type") : "String";
        key.choice("Type", "", List.of("String", "Number", "Binary"));
        var spec = new TableSpec(
                table.declaration().id(),
                TableKeys.checkedName(table, identity.name()),
                identity.arn(),
                new TableSpec.Key(name, null),
                Map.of(name, TYPES.getOrDefault(type, "S")),
                List.of(),
                null,
                null,
                null);
        draft.tables.add(spec.arn(), spec.name(), spec, table);
    }
}
