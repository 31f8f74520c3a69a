package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.decision.ConfigurationFailure;
import java.util.Locale;
import java.util.Map;

/**
 * The deployed names of tables by their logical ones: the table {@code order-status} is named by the environment
 * variable {@code ORDER_STATUS_TABLE}.
 */
public final class TableNames {

    private final Map<String, String> environment;

    private TableNames(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public static TableNames from(Map<String, String> environment) {
        return new TableNames(environment);
    }

    /** @throws ConfigurationFailure naming the variable to set */
    String deployedName(String logicalName) {
        String variable = logicalName.toUpperCase(Locale.ROOT).replace('-', '_') + "_TABLE";
        String name = environment.get(variable);
        if (name == null || name.isBlank()) {
            throw new ConfigurationFailure(
                    "dynamodb",
                    "The table " + logicalName + " is not known here: set the environment variable " + variable
                            + " to its name");
        }
        return name;
    }

    /** The table of marks and leases, shared with Powertools: {@code IDEMPOTENCY_TABLE}. */
    String idempotency() {
        return deployedName("idempotency");
    }

    /** The table of events that wait for others: {@code PARKED_TABLE}. */
    String parked() {
        return deployedName("parked");
    }

    /** The table of events to publish: {@code OUTBOX_TABLE}. */
    String outbox() {
        return deployedName("outbox");
    }
}
