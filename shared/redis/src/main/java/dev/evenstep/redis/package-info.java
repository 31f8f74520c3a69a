/**
 * The records of leased consumers in Redis or Valkey, one key each. The entry point is {@link dev.evenstep.redis.RedisLeases}.
 * Depends on the core's {@code decision} and {@code spi}, its internal {@code store}, and Lettuce.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.redis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
