package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Resource;
import dev.evenstep.checklist.Unread;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue, and the policy that is one of its attributes. */
record QueueAttributesReader(SqsClient sqs, Calls calls) {

    Stream<Resource> read(DeployedResource queue) {
        var told = calls.properties(queue, "sqs:GetQueueAttributes", () -> attributes(queue.id()));
        var arn = queue.place().arn("sqs", queue.name());
        var itself = queue.read(queue.name(), arn, told);
        var policy = told.getOrDefault("Policy", told.get(Unread.REST));
        return policy == null
                ? Stream.of(itself)
                : Stream.of(
                        itself, queue.part("AWS::SQS::QueuePolicy", Map.of("Queues", arn, "PolicyDocument", policy)));
    }

    private Map<String, Object> attributes(String url) {
        Map<String, Object> attributes = new TreeMap<>();
        sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings()
                .forEach((name, text) -> attributes.put(name, text.startsWith("{") ? Words.ofJson(text) : text));
        return attributes;
    }
}
