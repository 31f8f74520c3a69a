package dev.evenstep.local.template;

import dev.evenstep.local.stack.TableSpec;
import java.util.List;
import java.util.Map;

/** {@code AWS::Serverless::SimpleTable}: a table with a partition key, {@code id} unless another is named. */
final class SimpleTableKind implements Kind {

    private static final Map<String, String> TYPES = Map.of("String", "S", "Number", "N", "Binary", "B");

    private static final PropertyTable PROPERTIES = PropertyTable.empty()
            .honours("TableName", "PrimaryKey.Name", "PrimaryKey.Type")
            .leaves(Why.CAPACITY, "ProvisionedThroughput")
            .leaves(Why.BACKUP, "PointInTimeRecoverySpecification")
            .leaves(Why.ENCRYPTION, "SSESpecification")
            .leaves(Why.TAGS, "Tags");

    @Override
    public PropertyTable properties() {
        return PROPERTIES;
    }

    @Override
    public Identity identify(Glance glance) {
        var name = glance.name("TableName", 255);
        return Identity.of(name, name, Map.of("Arn", glance.arns().table(name)));
    }

    @Override
    public void define(Properties table, Identity identity, Draft draft) {
        var before = table.problems();
        var key = table.object("PrimaryKey");
        var name = key.any() ? key.demand("Name") : "id";
        var type = key.any() ? key.demand("Type") : "String";
        key.choice("Type", "", List.of("String", "Number", "Binary"));
        var spec = new TableSpec(
                table.declaration().id(),
                TableKeys.checkedName(table, identity.name()),
                identity.attributes().getOrDefault("Arn", ""),
                new TableSpec.Key(name, null),
                Map.of(name, TYPES.getOrDefault(type, "S")),
                List.of(),
                null,
                null,
                null);
        if (table.problems() == before) {
            draft.add(spec, table);
        }
    }
}
