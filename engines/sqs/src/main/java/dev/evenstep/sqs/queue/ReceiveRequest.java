package dev.evenstep.sqs.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * What a consumer asks for.
 *
 * @param most 1 to 10 messages
 * @param visibility in seconds; empty: the queue's
 * @param longPoll waits for the first message; empty: the queue's
 */
public record ReceiveRequest(int most, Optional<Integer> visibility, Optional<Duration> longPoll) {}
