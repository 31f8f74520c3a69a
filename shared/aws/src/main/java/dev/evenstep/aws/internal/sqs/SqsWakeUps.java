package dev.evenstep.aws.internal.sqs;

import dev.evenstep.internal.consume.WakeUp;
import dev.evenstep.internal.consume.WakeUps;
import dev.evenstep.spi.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Wake-ups as messages in the queue that a record came from, or in a queue of their own. In a FIFO queue, which delays no
 * single message, they come at once and are hidden until they are due; each is a group of its own, since one that is
 * hidden holds up the rest of its group: events, and wake-ups of its own line that are due sooner.
 */
public final class SqsWakeUps implements WakeUps {

    /** SQS's limit for DelaySeconds. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private static final Duration LONGEST_CALL = Duration.ofSeconds(4);

    private final Supplier<SqsClient> sqs;
    private final @Nullable String queueUrl;
    private final Clock clock;

    /** @param queueUrl null: the queue that the record came from */
    public SqsWakeUps(Supplier<SqsClient> sqs, @Nullable String queueUrl, Clock clock) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.clock = clock;
    }

    @Override
    public boolean send(WakeUp wakeUp, Delivery cause) {
        String url = url(cause);
        if (url == null) {
            return false;
        }
        Instant now = clock.instant();
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(url)
                .messageBody(wakeUp.toMessage(now))
                .overrideConfiguration(CallTimeout.within(LONGEST_CALL));
        if (url.endsWith(".fifo")) {
            request.messageGroupId("wake-up-" + UUID.randomUUID())
                    .messageDeduplicationId(UUID.randomUUID().toString());
        } else {
            request.delaySeconds(delaySeconds(Duration.between(now, wakeUp.due())));
        }
        sqs.get().sendMessage(request.build());
        return true;
    }

    private @Nullable String url(Delivery cause) {
        if (queueUrl != null) {
            return queueUrl;
        }
        String arn = cause.system(Delivery.QUEUE);
        return arn == null ? null : QueueArn.parse(arn).url();
    }

    /** Rounded up: a wake-up that comes too early is received once more. */
    private static int delaySeconds(Duration wait) {
        if (wait.isNegative()) {
            return 0;
        }
        Duration delay = wait.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : wait;
        return (int) delay.plusMillis(999).toSeconds();
    }
}
