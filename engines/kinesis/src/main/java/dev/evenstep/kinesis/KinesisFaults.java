package dev.evenstep.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.LostReplyException;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.DataStreams;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** Faults around each call, by operation and stream. */
record KinesisFaults(Faults faults, TimeSource time) {

    ObjectNode around(String operation, ObjectNode request, UnaryOperator<ObjectNode> work) {
        if (!faults.any()) {
            return work.apply(request);
        }
        var name = request.path("StreamName").asText("");
        var arn = request.path("StreamARN").asText("*");
        var stream = name.isEmpty() ? DataStreams.name(arn) : name;
        faults.strike(Fault.DELAY, operation, stream).ifPresent(rule -> await(rule.delay()));
        // of PutRecords, records are refused one by one
        if (!operation.equals("PutRecords")
                && faults.strike(Fault.THROTTLE, operation, stream).isPresent()) {
            throw Refusals.tooFast("Rate exceeded for stream %s.".formatted(stream));
        }
        var answer = work.apply(request);
        if (faults.strike(Fault.LOST_REPLY, operation, stream).isPresent()) {
            throw new LostReplyException();
        }
        return answer;
    }

    private void await(Duration delay) {
        var over = new CountDownLatch(1);
        var timer = time.at(time.now().plus(delay), over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timer.cancel();
        }
    }
}
