package dev.evenstep.cli.localstack;

import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import dev.evenstep.engine.http.HttpEndpoint;
import dev.evenstep.engine.protocol.Account;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Our DynamoDB engine where LocalStack expects the vendor's. The accent is the vendor's: ARNs are of the region {@code
 * ddblocal}, which LocalStack replaces.
 */
public final class DynamoDbProcess {

    private static final int LONGEST_BODY = 16 * 1024 * 1024;

    private DynamoDbProcess() {}

    static DynamoDbOptions options() {
        return DynamoDbOptions.defaults().withAccount(new Account("ddblocal", "000000000000"));
    }

    /**
     * Serves until standard input ends.
     *
     * @param arguments the port
     */
    public static void main(String[] arguments) throws IOException {
        try (DynamoDb engine = DynamoDb.start(options());
                HttpEndpoint endpoint = HttpEndpoint.bind(Integer.parseInt(arguments[0]))) {
            endpoint.serve(LONGEST_BODY, engine.service()::handle);
            long unused = System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
