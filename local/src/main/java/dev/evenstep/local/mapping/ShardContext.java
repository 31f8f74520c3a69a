package dev.evenstep.local.mapping;

import dev.evenstep.local.stack.MappingSpec;
import java.util.concurrent.CountDownLatch;

/**
 * What the parts of one shard's reader share.
 *
 * @param stream the mapping's settings for streams
 * @param streamArn the stream's ARN as DynamoDB knows it
 * @param stopped counted down when nothing new is to be begun
 */
record ShardContext(
        MappingSpec spec,
        MappingSpec.Stream stream,
        String streamArn,
        String shard,
        MappingServices services,
        MappingOptions options,
        ProcessingResult result,
        CountDownLatch stopped) {}
