package dev.evenstep.dynamodb.expression;

import java.util.List;

/** The requests, and the parts of batches and transactions, that may have expressions. */
public enum ExpressionRequest {
    GET,
    PUT,
    UPDATE,
    DELETE,
    QUERY,
    SCAN;

    /** Its parameters that are expressions. */
    List<String> expressions() {
        return switch (this) {
            case GET -> List.of("ProjectionExpression");
            case PUT, DELETE -> List.of("ConditionExpression");
            case UPDATE -> List.of("UpdateExpression", "ConditionExpression");
            case QUERY -> List.of("ProjectionExpression", "FilterExpression", "KeyConditionExpression");
            case SCAN -> List.of("ProjectionExpression", "FilterExpression");
        };
    }

    /** Its parameters from before there were expressions. */
    List<String> legacy() {
        return switch (this) {
            case GET -> List.of("AttributesToGet");
            case PUT, DELETE -> List.of("Expected", "ConditionalOperator");
            case UPDATE -> List.of("AttributeUpdates", "Expected", "ConditionalOperator");
            case QUERY -> List.of("AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions");
            case SCAN -> List.of("AttributesToGet", "ScanFilter", "ConditionalOperator");
        };
    }
}
