package dev.evenstep.redis;

import java.time.Duration;

/** How many replicas must have what was written, and for how long they are waited for. */
record RedisReplicas(int number, Duration time) {}
