package dev.evenstep.local.stack;

/**
 * An SNS topic.
 *
 * @param name ends in {@code .fifo} exactly when it is a FIFO topic
 */
public record TopicSpec(
        String logicalId,
        String name,
        String arn,
        boolean fifo,
        boolean contentBasedDeduplication,
        String displayName) {}
