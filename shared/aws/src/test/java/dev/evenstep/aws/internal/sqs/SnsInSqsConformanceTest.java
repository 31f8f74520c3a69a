package dev.evenstep.aws.internal.sqs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.testkit.SourceRecord;

/** Messages of a topic, without raw message delivery. */
class SnsInSqsConformanceTest extends SqsConformanceTest {

    @Override
    String body(SourceRecord record) {
        return """
                {
                  "Type" : "Notification",
                  "MessageId" : "sns-%d",
                  "TopicArn" : "arn:aws:sns:eu-central-1:1:orders",
                  "Message" : %s,
                  "Timestamp" : "2026-11-21T08:00:00.000Z",
                  "UnsubscribeURL" : "https://example.com/"
                }""".formatted(record.number(), JsonNodeFactory.instance.textNode(record.body()));
    }
}
