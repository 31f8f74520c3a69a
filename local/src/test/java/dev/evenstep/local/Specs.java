package dev.evenstep.local;

import dev.evenstep.local.protocol.Account;
import dev.evenstep.local.stack.QueueSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Parts of stacks, with SQS's and DynamoDB's defaults. */
public final class Specs {

    private static final Account ACCOUNT = Account.local();

    private Specs() {}

    public static String queueArn(String name) {
        return ACCOUNT.arn("sqs", name);
    }

    public static QueueSpec queue(String name) {
        return queue(name, null);
    }

    public static QueueSpec queue(String name, String deadLetters, int maximumReceives) {
        return queue(name, new QueueSpec.Redrive(queueArn(deadLetters), maximumReceives));
    }

    private static QueueSpec queue(String name, QueueSpec.@Nullable Redrive redrive) {
        return new QueueSpec(
                name,
                name,
                queueArn(name),
                name.endsWith(".fifo"),
                name.endsWith(".fifo"),
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofDays(4),
                redrive);
    }
}
