package dev.evenstep.local.delivery;

import dev.evenstep.engine.protocol.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queues and functions of this machine, by ARN. Account and region in an ARN are not looked at. */
public final class LocalDestinations implements Destinations {

    private final QueueSender queues;
    private final FunctionInbox functions;

    public LocalDestinations(QueueSender queues, FunctionInbox functions) {
        this.queues = queues;
        this.functions = functions;
    }

    @Override
    public void send(String arn, String body, Map<String, String> attributes, @Nullable String messageGroupId) {
        switch (sendAll(arn, List.of(new Message(body, attributes, messageGroupId)))
                .getFirst()) {
            case Outcome.Delivered delivered -> {}
            case Outcome.Refused refused -> throw refused.why();
            case Outcome.Failed failed -> throw failed.why();
        }
    }

    @Override
    public List<Outcome> sendAll(String arn, List<Message> messages) {
        var parts = arn.split(":", 7);
        if (parts.length >= 6 && parts[2].equals("sqs")) {
            return queues.sendAll(parts[5], messages);
        }
        if (parts.length == 7 && parts[2].equals("lambda")) {
            return invokeAll(arn, messages);
        }
        var why = new UndeliverableException("INVALID_PARAMETER", arn + " is neither a queue nor a function");
        return messages.stream()
                .<Outcome>map(message -> new Outcome.Refused(why))
                .toList();
    }

    private List<Outcome> invokeAll(String arn, List<Message> messages) {
        List<Outcome> outcomes = new ArrayList<>(messages.size());
        for (Message message : messages) {
            outcomes.add(Outcome.of(() -> invoke(arn, message.body())));
        }
        return outcomes;
    }

    private void invoke(String arn, String body) {
        try {
            functions.accept(arn, body);
        } catch (AwsException e) {
            if (e.status() == 404) {
                throw new UndeliverableException("NO_RESOURCE", String.valueOf(e.getMessage()));
            }
            if (e.status() < 500 && e.status() != 429) {
                throw new UndeliverableException("INVALID_PARAMETER", String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
