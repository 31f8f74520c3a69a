package dev.evenstep.cdk;

/**
 * What a function may do with a table. Transactions need the actions that they are made of and none of their own
 * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">IAM with DynamoDB
 * transactions</a>).
 */
public enum TableAction {
    GET("GetItem"),
    BATCH_GET("BatchGetItem"),
    QUERY("Query"),
    BATCH_WRITE("BatchWriteItem"),
    PUT("PutItem"),
    UPDATE("UpdateItem"),
    DELETE("DeleteItem"),
    DESCRIBE("DescribeTable");

    private final String operation;

    TableAction(String operation) {
        this.operation = operation;
    }

    String iamAction() {
        return "dynamodb:" + operation;
    }
}
