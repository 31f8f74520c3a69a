package dev.evenstep.aws.internal.sqs;

import java.time.Duration;

/**
 * Whom a queue yields to.
 *
 * @param queueUrl the queue that is served first
 * @param line how many messages must wait there: fewer are what any busy queue has at any time
 * @param longest how old a message may become that yields; then it is served whatever waits
 */
public record YieldOptions(String queueUrl, int line, Duration longest) {

    public YieldOptions {
        if (line < 1) {
            throw new IllegalArgumentException("YieldOptions: line is " + line + "; at least 1 is needed");
        }
        if (longest.isNegative()) {
            throw new IllegalArgumentException("YieldOptions: longest is " + longest + "; it must not be negative");
        }
    }

    /** To a line of 10, which is what one receive takes, and for 15 minutes at most. */
    public static YieldOptions to(String queueUrl) {
        return new YieldOptions(queueUrl, 10, Duration.ofMinutes(15));
    }

    public YieldOptions withLine(int messages) {
        return new YieldOptions(queueUrl, messages, longest);
    }

    public YieldOptions withLongest(Duration age) {
        return new YieldOptions(queueUrl, line, age);
    }

    String queueName() {
        return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    }

    boolean isFrom(QueueArn queue) {
        return queueUrl.endsWith("/" + queue.account() + "/" + queue.name());
    }
}
