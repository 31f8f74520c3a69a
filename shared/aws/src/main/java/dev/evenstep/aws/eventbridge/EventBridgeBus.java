package dev.evenstep.aws.eventbridge;

import dev.evenstep.event.SerializedEvent;
import dev.evenstep.outbox.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** A bus of EventBridge. The envelope is the {@code detail}; source and type stand outside too, for rules to match. */
public final class EventBridgeBus implements EventBus {

    /** Refusals that come from the entry itself (EventBridge's PutEvents reference). */
    private static final Set<String> PERMANENT = Set.of(
            "MalformedDetail",
            "InvalidArgument",
            "NotAuthorizedForSourceException",
            "NotAuthorizedForDetailTypeException");

    private final EventBridgeClient client;
    private final String name;

    public EventBridgeBus(EventBridgeClient client, String name) {
        this.client = client;
        this.name = name;
    }

    @Override
    public List<Publication> publish(List<SerializedEvent> events) {
        List<PutEventsRequestEntry> entries = events.stream().map(this::entry).toList();
        List<Publication> answers = new ArrayList<>();
        for (PutEventsResultEntry result :
                client.putEvents(request -> request.entries(entries)).entries()) {
            answers.add(
                    result.errorCode() == null
                            ? new Publication.Accepted()
                            : new Publication.Refused(
                                    result.errorCode(), result.errorMessage(), PERMANENT.contains(result.errorCode())));
        }
        return answers;
    }

    private PutEventsRequestEntry entry(SerializedEvent event) {
        return PutEventsRequestEntry.builder()
                .eventBusName(name)
                .source(event.envelope().source())
                .detailType(event.envelope().type())
                .time(event.envelope().time())
                .detail(event.json())
                .build();
    }
}
