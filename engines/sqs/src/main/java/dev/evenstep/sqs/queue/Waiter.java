package dev.evenstep.sqs.queue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A receive that waits for messages. */
final class Waiter {

    private final CountDownLatch latch = new CountDownLatch(1);
    private final AtomicBoolean woken = new AtomicBoolean();

    /** Whether it was still asleep. */
    boolean wake() {
        boolean asleep = woken.compareAndSet(false, true);
        latch.countDown();
        return asleep;
    }

    void await() throws InterruptedException {
        latch.await();
    }
}
