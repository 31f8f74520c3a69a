package dev.evenstep.local.mapping;

import software.amazon.awssdk.core.exception.SdkException;

/** Tells interrupted calls of AWS's clients from failed ones. */
final class Interruptions {

    private Interruptions() {}

    /** @throws InterruptedException where the call failed because its thread was interrupted */
    static void rethrow(SdkException failure) throws InterruptedException {
        if (Thread.interrupted()) {
            InterruptedException interrupted = new InterruptedException("interrupted during a call");
            interrupted.initCause(failure);
            throw interrupted;
        }
    }
}
