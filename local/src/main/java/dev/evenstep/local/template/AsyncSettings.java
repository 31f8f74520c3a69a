package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec.Async;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a function's asynchronous invocations, from {@code EventInvokeConfig} or a dead-letter queue. */
final class AsyncSettings {

    private AsyncSettings() {}

    static Async read(Properties config, Draft draft) {
        var destinations = config.object("DestinationConfig");
        return new Async(
                config.integer("MaximumRetryAttempts", 2, Range.of(0, 2)),
                config.seconds("MaximumEventAgeInSeconds", Duration.ofHours(6), Range.seconds(60, 21_600)),
                destination(destinations.object("OnFailure"), draft),
                destination(destinations.object("OnSuccess"), draft));
    }

    private static @Nullable String destination(Properties config, Draft draft) {
        return config.any() ? receiver(config, "Destination", draft).orElse(null) : null;
    }

    /** A dead-letter queue works as an on-failure destination, unless there is one of these as well. */
    static void deadLetter(Properties config, String function, Draft draft) {
        var arn = receiver(config, "TargetArn", draft);
        var async = draft.calls.async(function);
        if (arn.isPresent() && async.onFailureArn() == null) {
            draft.calls.setAsync(
                    function,
                    draft.calls.qualifier(function),
                    new Async(async.maximumRetryAttempts(), async.maximumEventAge(), arn.get(), async.onSuccessArn()));
            config.leave("TargetArn", "works as an on-failure destination: its messages have that shape");
        } else if (arn.isPresent()) {
            config.leave("TargetArn", "the on-failure destination gets what fails, and it alone");
        }
    }

    private static Optional<String> receiver(Properties config, String property, Draft draft) {
        var arn = config.demand(property);
        var receiver = draft.receiver(arn);
        if (receiver.isEmpty()) {
            var why = Why.isElsewhere(arn)
                    ? arn + " " + Why.ELSEWHERE
                    : "only queues and functions are destinations locally, not " + arn;
            config.leave(property, why);
        } else if (draft.isFifo(arn)) {
            config.problem(property, "is " + arn + "; must be a standard queue, as Lambda sends to no FIFO queue");
        }
        return receiver;
    }
}
