package dev.evenstep.aws.internal.sqs;

import dev.evenstep.decision.Decision.Withheld;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The work of a function behind several queues, of which one is served first. While a line stands there, batches of the
 * others are given back unstarted, whole, so that the order of groups is kept; a batch with a message that is old enough is
 * run. Of the first queue's own batches nothing is asked. Where the line cannot be looked at, nobody yields.
 */
public final class Yielding implements BatchProcessor {

    private static final Logger log = LoggerFactory.getLogger(Yielding.class);

    /** Between two looks at the line, by one instance: SQS's count is a minute behind at times anyway. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    /** Until what yielded comes back: each time costs a receive. */
    private static final Duration AWAY = Duration.ofSeconds(10);

    private final BatchProcessor processor;
    private final Supplier<SqsClient> sqs;
    private final YieldOptions options;
    private Instant nextLook = Instant.MIN;
    private boolean lineStands;

    public Yielding(BatchProcessor processor, Supplier<SqsClient> sqs, YieldOptions options) {
        this.processor = processor;
        this.sqs = sqs;
        this.options = options;
    }

    @Override
    public List<Outcome> run(List<Delivery> batch, Deadline deadline) {
        Instant now = deadline.clock().instant();
        if (!mayYield(batch, now) || !lineStands(now)) {
            return processor.run(batch, deadline);
        }
        Withheld withheld = Withheld.behindOthers(options.queueName(), now.plus(AWAY));
        return batch.stream().map(delivery -> new Outcome(delivery, withheld)).toList();
    }

    private boolean mayYield(List<Delivery> batch, Instant now) {
        return batch.stream().allMatch(delivery -> isOfAnotherQueue(delivery) && isYoung(delivery.sentAt(), now));
    }

    private boolean isOfAnotherQueue(Delivery delivery) {
        String arn = delivery.system(Delivery.QUEUE);
        return arn != null && !options.isFrom(QueueArn.parse(arn));
    }

    private boolean isYoung(@Nullable Instant sentAt, Instant now) {
        return sentAt != null && now.isBefore(sentAt.plus(options.longest()));
    }

    private synchronized boolean lineStands(Instant now) {
        if (!now.isBefore(nextLook)) {
            nextLook = now.plus(BETWEEN_LOOKS);
            lineStands = length() >= options.line();
        }
        return lineStands;
    }

    private int length() {
        try {
            return Integer.parseInt(sqs.get()
                    .getQueueAttributes(request -> request.queueUrl(options.queueUrl())
                            .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                            .overrideConfiguration(CallTimeout.within(LONGEST_LOOK)))
                    .attributes()
                    .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
        } catch (SdkException failure) {
            log.warn(
                    "Nobody yields to {}, whose line cannot be looked at: {}", options.queueName(), failure.toString());
            return 0;
        }
    }
}
