package dev.evenstep.aws.deadletter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** One dead-letter queue: look at what lies there, and send it back to where it came from. */
public final class DeadLetterQueue {

    /** SQS's limit for one receive or batch. */
    private static final int MOST = 10;

    /** Long enough to look through a full queue; what is only looked at is given back at once afterwards. */
    private static final int LOOKING_SECONDS = 60;

    private final SqsClient sqs;
    private final String url;

    public DeadLetterQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /**
     * Everything that lies there now, oldest first, left as it is. Of messages that SQS itself moved into a FIFO queue, at
     * most the first ten of a group: SQS shows no more of a group while some of it are looked at.
     */
    public List<DeadLetter> list() {
        Map<String, DeadLetter> letters = new LinkedHashMap<>();
        List<Message> received = receive();
        while (!received.isEmpty()) {
            received.forEach(message -> letters.put(message.messageId(), letter(message)));
            received = receive();
        }
        giveBack(List.copyOf(letters.values()));
        return letters.values().stream()
                .sorted(Comparator.comparing(DeadLetter::sentAt))
                .toList();
    }

    /**
     * Sends a letter back to a queue, its body untouched and without what was noted about its failure, and removes it
     * from here. A crash between the two leaves it in both places, which consumers absorb.
     *
     * @param letter as listed just now
     */
    public void redrive(DeadLetter letter, String queueUrl) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>(letter.attributes());
        attributes.keySet().removeIf(name -> name.startsWith("evenstep-"));
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(queueUrl)
                .messageBody(letter.body())
                .messageAttributes(attributes);
        if (queueUrl.endsWith(".fifo")) {
            request.messageGroupId(letter.group())
                    .messageDeduplicationId(UUID.randomUUID().toString());
        }
        sqs.sendMessage(request.build());
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(letter.receiptHandle()));
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MOST)
                        .visibilityTimeout(LOOKING_SECONDS)
                        .waitTimeSeconds(0)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void giveBack(List<DeadLetter> letters) {
        for (int from = 0; from < letters.size(); from += MOST) {
            List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
            for (DeadLetter letter : letters.subList(from, Math.min(letters.size(), from + MOST))) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("m" + entries.size())
                        .receiptHandle(letter.receiptHandle())
                        .visibilityTimeout(0)
                        .build());
            }
            sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    private static DeadLetter letter(Message message) {
        Diagnosis diagnosis = Diagnosis.of(message);
        return new DeadLetter(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                diagnosis.reason(),
                diagnosis.detail(),
                message.messageAttributes(),
                message.attributes());
    }
}
