package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request's trace header goes along with the messages it sends (X-Ray developer guide, "Amazon SQS and AWS X-Ray"). */
final class Traces {

    private Traces() {}

    static void add(String operation, ObjectNode parameters, String trace) {
        if (trace.isEmpty()) {
            return;
        }
        if (operation.equals("SendMessage")) {
            add(parameters, trace);
        } else if (operation.equals("SendMessageBatch")) {
            for (var entry : parameters.path("Entries")) {
                if (entry instanceof ObjectNode object) {
                    add(object, trace);
                }
            }
        }
    }

    private static void add(ObjectNode message, String trace) {
        if (message.path("MessageSystemAttributes").isEmpty()) {
            message.putObject("MessageSystemAttributes")
                    .putObject("AWSTraceHeader")
                    .put("DataType", "String")
                    .put("StringValue", trace);
        }
    }
}
