package dev.evenstep.aws.internal.pipes;

import static java.util.Objects.requireNonNull;

import dev.evenstep.event.Envelope;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceRecord;
import java.util.Map;

class DynamoDbPipeConformanceTest extends PipeConformance {

    @Override
    public Source<byte[], byte[]> source() {
        return Pipes.dynamoDb("Thing");
    }

    @Override
    String record(SourceRecord record) {
        String keys = record.kind() == SourceRecord.Kind.UNDECODABLE
                ? ""
                : "\"Keys\":{\"id\":{\"S\":\"%s\"}},".formatted(record.key());
        return """
                {"eventID":"%s","eventVersion":"1.0","dynamodb":{%s
                 "NewImage":{"number":{"N":"%d"},"padding":{"S":"%s"},"all":{"L":[{"BOOL":true},{"NULL":true},{"M":{"b":{"B":"AAE="}}},
                  {"SS":["s"]},{"NS":["1.50"]},{"BS":["AAE="]}]}},
                 "ApproximateCreationDateTime":1795000000,"StreamViewType":"NEW_AND_OLD_IMAGES","SequenceNumber":"10%d","SizeBytes":26},
                 "awsRegion":"us-west-2","eventName":"MODIFY","eventSourceARN":"arn:aws:dynamodb:us-east-1:1:table/EventSourceTable/stream/1",
                 "eventSource":"aws:dynamodb"}""".formatted(item(record), keys, record.number(), record.padding(), record.number());
    }

    @Override
    String item(SourceRecord record) {
        return "change-" + record.number();
    }

    @Override
    public String place(SourceRecord record) {
        return "10" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public String type() {
        return "ThingModified";
    }

    @Override
    public int numberOf(Envelope envelope) {
        Map<?, ?> image = (Map<?, ?>) requireNonNull(envelope.data().get("newImage"));
        return Integer.parseInt(String.valueOf(image.get("number")));
    }
}
