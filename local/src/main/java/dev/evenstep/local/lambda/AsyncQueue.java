package dev.evenstep.local.lambda;

import dev.evenstep.local.delivery.Destinations.UndeliverableException;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.stack.FunctionSpec;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous invocations of one function: run in the order in which they were accepted, as many at once as the
 * function has instances, and again after a failure as the function's event invoke configuration says. What is given up
 * goes to the on-failure destination, what succeeded to the on-success one, each as Lambda's invocation record.
 *
 * <p>Lambda's retries come after minutes, when no lease that a crashed try took (such as an idempotency record in
 * progress) can still be held; ours come after seconds. So that such a lease does not use up the retries here either, the
 * next one waits for the end of the function's time-out where a try may have left one behind.
 */
final class AsyncQueue {

    private final FunctionRunner runner;
    private final FunctionSpec function;
    private final LambdaOptions options;
    private final FunctionRunner.Services services;
    private final BlockingQueue<Due> queue = new LinkedBlockingQueue<>();
    private final Thread dispatcher;
    private volatile boolean closing;

    AsyncQueue(FunctionRunner runner, FunctionSpec function, LambdaOptions options, FunctionRunner.Services services) {
        this.runner = runner;
        this.function = function;
        this.options = options;
        this.services = services;
        this.dispatcher =
                Thread.ofVirtual().name("asynchronous " + function.name()).start(this::dispatch);
    }

    /** @param held until when a try that was cut off may hold something; the past where there was none */
    private record Due(Journal.Entry entry, AsyncInvocations.Accepted accepted, Instant held) {}

    void add(Journal.Entry entry, AsyncInvocations.Accepted accepted) {
        add(new Due(entry, accepted, Instant.MIN));
    }

    /** Adds what an earlier run left, which may have been cut off while it worked on it. */
    void resume(Journal.Entry entry, AsyncInvocations.Accepted accepted) {
        add(new Due(entry, accepted, endOfTimeout()));
    }

    private void add(Due due) {
        if (due.entry().due().isAfter(now())) {
            var unused = services.time().at(due.entry().due(), () -> queue.add(due));
        } else {
            queue.add(due);
        }
    }

    private Instant now() {
        return services.time().now();
    }

    /** Of a try that is cut off now. */
    private Instant endOfTimeout() {
        return now().plus(function.timeout());
    }

    private void dispatch() {
        try {
            while (!closing) {
                Due due = queue.take();
                if (isTooOld(due.entry())) {
                    finish(due, "EventAgeExceeded", null);
                } else {
                    runner.awaitRoom(function.name());
                    InstanceClaim claim =
                            runner.claim(FunctionName.of(due.accepted().function()));
                    Thread.ofVirtual().name(dispatcher.getName()).start(() -> run(due, claim));
                }
            }
        } catch (InterruptedException | IllegalStateException e) {
            if (!closing) {
                throw new IllegalStateException("asynchronous invocations of " + function.name() + " stopped", e);
            }
            // What is left stays in the journal.
        }
    }

    private void run(Due due, InstanceClaim claim) {
        FunctionResult result;
        try (claim) {
            result = claim.run(
                            UUID.fromString(due.accepted().requestId()),
                            due.accepted().payload())
                    .result();
        }
        if (closing) {
            return;
        }
        if (!result.failed()) {
            finish(due, "Success", result);
        } else if (due.entry().attempts() >= function.async().maximumRetryAttempts()) {
            finish(due, "RetriesExhausted", result);
        } else {
            Instant next = now().plus(options.asyncRetryDelays().get(due.entry().attempts()));
            Instant held = result.crashed() ? endOfTimeout() : due.held();
            var later = services.journal().postpone(due.entry(), held.isAfter(next) ? held : next);
            add(new Due(later, due.accepted(), held));
        }
    }

    private boolean isTooOld(Journal.Entry entry) {
        return now().isAfter(entry.accepted().plus(function.async().maximumEventAge()));
    }

    private void finish(Due due, String condition, @Nullable FunctionResult result) {
        boolean success = condition.equals("Success");
        if (!success) {
            services.events()
                    .happened(new FunctionEvent.Discarded(
                            function.name(), "event " + due.accepted().requestId(), condition));
        }
        String destination =
                success ? function.async().onSuccessArn() : function.async().onFailureArn();
        if (destination != null) {
            int invocations = due.entry().attempts() + (result == null ? 0 : 1);
            send(destination, new InvocationRecord(condition, invocations, result).of(function, due.accepted(), now()));
        }
        services.journal().finish(due.entry());
    }

    private void send(String destinationArn, String record) {
        try {
            services.destinations().send(destinationArn, record, Map.of(), null);
        } catch (UndeliverableException e) {
            services.events()
                    .happened(new FunctionEvent.DestinationRefused(
                            function.name(), destinationArn, e.code() + ": " + e.getMessage()));
        }
    }

    void close() {
        closing = true;
        dispatcher.interrupt();
    }
}
