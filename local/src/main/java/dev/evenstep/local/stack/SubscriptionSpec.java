package dev.evenstep.local.stack;

import org.jspecify.annotations.Nullable;

/**
 * A subscription of a queue or a function to a topic.
 *
 * @param protocol {@code sqs} or {@code lambda}
 * @param endpoint the ARN of the queue or the function
 * @param raw whether the message is delivered as it is, without SNS's envelope
 * @param filterPolicy as JSON; null: everything
 * @param filterScope {@code MessageAttributes} or {@code MessageBody}
 * @param deadLetterArn a queue that gets what could not be delivered; null: nowhere
 */
public record SubscriptionSpec(
        String topicArn,
        String protocol,
        String endpoint,
        boolean raw,
        @Nullable String filterPolicy,
        String filterScope,
        @Nullable String deadLetterArn) {}
