package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;

/** One of the protocols in which SQS is spoken to. What is said is the same in each: that of the JSON protocol. */
interface Wire {

    /** An operation and its parameters. */
    record Call(String operation, ObjectNode parameters) {}

    /** @throws AwsException where it is no call */
    Call read(AwsRequest request);

    AwsResponse answer(AwsRequest request, Call call, ObjectNode answer);

    AwsResponse error(AwsException error);

    /** Whose fault an error is. */
    static String fault(AwsException error) {
        return error.status() < 500 ? "Sender" : "Receiver";
    }
}
