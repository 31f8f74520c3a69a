package dev.evenstep.local.stack;

import org.jspecify.annotations.Nullable;

/**
 * A Kinesis stream.
 *
 * @param shards how many it begins with; null: it scales on demand
 */
public record StreamSpec(
        String logicalId, String name, String arn, @Nullable Integer shards, int retentionHours) {}
