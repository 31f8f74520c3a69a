package dev.evenstep.cdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.constructs.Construct;

/**
 * A table with our defaults: paid by request, encrypted, recoverable to any second of the last 35 days, protected from
 * deletion and kept when its stack goes, unless {@link TableOptions#deletedWithStack()}; alarms tell when it is throttled and
 * when DynamoDB fails inside. Called {@code <stack>-<name>}; functions find it by the variable {@code <NAME>_TABLE}.
 */
public final class StateTable extends Construct {

    private final String name;
    private final Table table;
    private final TableOptions.@Nullable Index index;

    public StateTable(Construct scope, TableOptions options, Alarms alarms) {
        super(scope, Names.id(options.name()));
        this.name = options.name();
        var sortKey = options.sortKey();
        var kept = options.kept() && DeploymentEnvironment.of(this).keepsTables();
        var key = DeploymentEnvironment.keyFor(this);
        this.table = Table.Builder.create(this, "Table")
                .tableName(Names.inStack(name))
                .partitionKey(key(options.partitionKey(), AttributeType.STRING))
                .sortKey(
                        sortKey == null
                                ? null
                                : key(sortKey, options.numbered() ? AttributeType.NUMBER : AttributeType.STRING))
                .timeToLiveAttribute(options.expires() ? "expiration" : null)
                .stream(options.streams() ? StreamViewType.NEW_IMAGE : null)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(key == null ? TableEncryption.AWS_MANAGED : TableEncryption.CUSTOMER_MANAGED)
                .encryptionKey(key)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(kept)
                .removalPolicy(kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
        new TableAlarms(this, table, alarms.topicArn());
        this.index = options.index();
        if (index != null) {
            table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                    .indexName(index.name())
                    .partitionKey(key(index.partitionKey(), AttributeType.STRING))
                    .sortKey(key(index.sortKey(), index.numbered() ? AttributeType.NUMBER : AttributeType.STRING))
                    .projectionType(index.whole() ? ProjectionType.ALL : ProjectionType.KEYS_ONLY)
                    .build());
        }
    }

    private static Attribute key(String name, AttributeType type) {
        return Attribute.builder().name(name).type(type).build();
    }

    public Table table() {
        return table;
    }

    /** The variable that tells functions the table's name. */
    public String variable() {
        return Names.variable(name) + "_TABLE";
    }

    /** @throws IllegalArgumentException for a table without a stream */
    String streamArn() {
        var arn = table.getTableStreamArn();
        if (arn == null) {
            throw new IllegalArgumentException("the table " + name + " has no stream; set it up as streaming()");
        }
        return arn;
    }

    /** @throws IllegalArgumentException for a table without an index */
    String indexArn() {
        if (index == null) {
            throw new IllegalArgumentException("the table " + name + " has no index; set it up as indexedBy()");
        }
        return table.getTableArn() + "/index/" + index.name();
    }

    /** The table's stream, however often it is made anew: what a policy names. */
    String anyStreamArn() {
        return table.getTableArn() + "/stream/*";
    }
}
