package dev.evenstep.local.template;

import dev.evenstep.local.stack.TableSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::DynamoDB::Table} and {@code AWS::DynamoDB::GlobalTable} (which the CDK writes for its {@code TableV2}):
 * of a global table there is the one replica of this region.
 */
final class TableKind implements Kind {

    private static final String STREAM = "StreamSpecification";

    private static final PropertyTable BOTH = PropertyTable.empty()
            .honours("TableName", "AttributeDefinitions", "KeySchema")
            .honours("GlobalSecondaryIndexes.IndexName", "GlobalSecondaryIndexes.KeySchema")
            .honours("GlobalSecondaryIndexes.Projection")
            .honours("LocalSecondaryIndexes.IndexName", "LocalSecondaryIndexes.KeySchema")
            .honours("LocalSecondaryIndexes.Projection")
            .honours("StreamSpecification.StreamViewType")
            .honours("TimeToLiveSpecification.AttributeName", "TimeToLiveSpecification.Enabled")
            .leaves(Why.CAPACITY, "BillingMode", "WarmThroughput", "GlobalSecondaryIndexes.WarmThroughput")
            .leaves(Why.ENCRYPTION, "SSESpecification");

    private static final PropertyTable TABLE = BOTH.leaves(Why.CAPACITY, "ProvisionedThroughput", "TableClass")
            .leaves(Why.CAPACITY, "OnDemandThroughput", "GlobalSecondaryIndexes.OnDemandThroughput")
            .leaves(Why.CAPACITY, "GlobalSecondaryIndexes.ProvisionedThroughput")
            .leaves(Why.BACKUP, "PointInTimeRecoverySpecification")
            .leaves(Why.PERMISSIONS, "ResourcePolicy", "StreamSpecification.ResourcePolicy")
            .leaves(Why.OBSERVED, "ContributorInsightsSpecification")
            .leaves(Why.OBSERVED, "GlobalSecondaryIndexes.ContributorInsightsSpecification")
            .leaves("a local table goes with its stack", "DeletionProtectionEnabled")
            .leaves("a local table begins empty", "ImportSourceSpecification")
            .leaves("there is no Kinesis locally; the table's own stream is there", "KinesisStreamSpecification")
            .leaves(Why.TAGS, "Tags");

    private static final PropertyTable GLOBAL_TABLE = BOTH.honours("Replicas.Region")
            .leaves(Why.CAPACITY, "ReadOnDemandThroughputSettings", "ReadProvisionedThroughputSettings")
            .leaves(Why.CAPACITY, "WriteOnDemandThroughputSettings", "WriteProvisionedThroughputSettings")
            .leaves(Why.CAPACITY, "GlobalSecondaryIndexes.ReadOnDemandThroughputSettings")
            .leaves(Why.CAPACITY, "GlobalSecondaryIndexes.ReadProvisionedThroughputSettings")
            .leaves(Why.CAPACITY, "GlobalSecondaryIndexes.WriteOnDemandThroughputSettings")
            .leaves(Why.CAPACITY, "GlobalSecondaryIndexes.WriteProvisionedThroughputSettings")
            .leaves(Why.CAPACITY, "Replicas.GlobalSecondaryIndexes", "Replicas.TableClass")
            .leaves(Why.CAPACITY, "Replicas.ReadOnDemandThroughputSettings")
            .leaves(Why.CAPACITY, "Replicas.ReadProvisionedThroughputSettings")
            .leaves(Why.OBSERVED, "Replicas.ContributorInsightsSpecification")
            .leaves("a local table goes with its stack", "Replicas.DeletionProtectionEnabled")
            .leaves("there is no Kinesis locally", "Replicas.KinesisStreamSpecification")
            .leaves(Why.BACKUP, "Replicas.PointInTimeRecoverySpecification")
            .leaves(Why.PERMISSIONS, "Replicas.ResourcePolicy", "Replicas.ReplicaStreamSpecification")
            .leaves(Why.ENCRYPTION, "Replicas.SSESpecification")
            .leaves(Why.TAGS, "Replicas.Tags")
            .leaves("there is one region locally", "MultiRegionConsistency", "GlobalTableWitnesses")
            .leaves("there is one region locally", "GlobalTableSourceArn")
            .leaves("there is one region locally", "Replicas.GlobalTableSettingsReplicationMode");

    private final PropertyTable properties;

    private TableKind(PropertyTable properties) {
        this.properties = properties;
    }

    static TableKind table() {
        return new TableKind(TABLE);
    }

    static TableKind globalTable() {
        return new TableKind(GLOBAL_TABLE);
    }

    @Override
    public PropertyTable properties() {
        return properties;
    }

    @Override
    public Identity identify(Glance glance) {
        var name = glance.name("TableName", 255);
        var arn = glance.arns().table(name);
        Map<String, String> attributes = new HashMap<>(Map.of("Arn", arn, "TableId", glance.id()));
        if (glance.has(STREAM)) {
            attributes.put("StreamArn", Arns.stream(arn));
        }
        return Identity.of(name, name, attributes);
    }

    @Override
    public void define(Properties table, Identity identity, Draft draft) {
        var before = table.problems();
        checkReplicas(table, identity, draft);
        var keys = new TableKeys(table);
        var ttl = table.object("TimeToLiveSpecification");
        var stream = table.object(STREAM);
        var arn = identity.attributes().getOrDefault("Arn", "");
        List<TableSpec.Index> indexes = new ArrayList<>();
        indexes.addAll(keys.indexes("GlobalSecondaryIndexes", false, new Range(0, 20, " indexes")));
        indexes.addAll(keys.indexes("LocalSecondaryIndexes", true, new Range(0, 5, " indexes")));
        var spec = new TableSpec(
                table.declaration().id(),
                TableKeys.checkedName(table, identity.name()),
                arn,
                keys.primary(),
                keys.checkedTypes(indexes),
                TableKeys.sorted(indexes),
                ttl.any() && ttl.flag("Enabled", true) ? ttl.demand("AttributeName") : null,
                stream.any() ? viewType(stream) : null,
                stream.any() ? Arns.stream(arn) : null);
        if (table.problems() == before) {
            draft.add(spec, table);
        }
    }

    private static String viewType(Properties stream) {
        stream.demand("StreamViewType");
        return stream.choice(
                "StreamViewType", "", List.of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"));
    }

    private static void checkReplicas(Properties table, Identity identity, Draft draft) {
        for (var replica : table.objects("Replicas")) {
            var region = replica.text("Region", "");
            if (!identity.attributes().getOrDefault("Arn", "").contains(":dynamodb:" + region + ":")) {
                draft.leave(replica, "Region", "there is one region locally: no replica in " + region);
            }
        }
    }
}
