package dev.evenstep.cdk;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.constructs.Construct;

/**
 * An error of a stack's synthesis for every event source mapping in it of SQS, Kinesis or DynamoDB streams, whoever made it,
 * that does not report item failures: Lambda would take what failed for done with the rest of its batch. A mapping whose
 * metadata {@value #ACCEPTED} says why it may passes, for a function that answers by throwing.
 */
final class PartialResponseRule {

    static final String ACCEPTED = "EvenstepAcceptsSilentLoss";

    private static final String ID = "SilentLoss";
    private static final String REPORTED = "ReportBatchItemFailures";

    private PartialResponseRule() {}

    /** Once a stack, however often it is called. */
    static void refuseIn(Stack stack) {
        if (stack.getNode().tryFindChild(ID) == null) {
            new Construct(stack, ID).getNode().addValidation(() -> problems(stack));
        }
    }

    private static List<String> problems(Stack stack) {
        return stack.getNode().findAll().stream()
                .filter(CfnEventSourceMapping.class::isInstance)
                .map(CfnEventSourceMapping.class::cast)
                .filter(PartialResponseRule::isOfRecords)
                .filter(mapping -> !reports(mapping) && !isAccepted(mapping))
                .map(mapping -> mapping.getNode().getPath()
                        + ": FunctionResponseTypes lacks " + REPORTED
                        + ", so that what fails in a batch is taken for done, and lost in silence. Set it to ["
                        + REPORTED
                        + "] (reportBatchItemFailures(true)); or say why it may be lost, by addMetadata(\"" + ACCEPTED
                        + "\", \"the reason\")")
                .toList();
    }

    /** Kafka, message brokers and DocumentDB are read otherwise, and have no such answer. */
    private static boolean isOfRecords(CfnEventSourceMapping mapping) {
        return mapping.getEventSourceArn() != null
                && mapping.getTopics() == null
                && mapping.getQueues() == null
                && mapping.getDocumentDbEventSourceConfig() == null;
    }

    private static boolean reports(CfnEventSourceMapping mapping) {
        List<String> types = mapping.getFunctionResponseTypes();
        return types != null && types.contains(REPORTED);
    }

    private static boolean isAccepted(CfnEventSourceMapping mapping) {
        return mapping.getMetadata(ACCEPTED) instanceof String reason && !reason.isBlank();
    }
}
