package dev.evenstep.aws.internal.eventbridge;

import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * A bus of EventBridge. The envelope is the {@code detail}; source and type stand outside too, for rules to match.
 *
 * <p>Of the error codes of an entry (EventBridge API reference, PutEventsResultEntry, {@code ErrorCode}), {@code
 * MalformedDetail} and {@code InvalidArgument} are refusals for good: they come from the entry and stay. All others are
 * refusals for now: {@code InternalFailure} and {@code ThrottlingException}, which the reference calls retryable, and what
 * it calls not retryable and yet lies with the bus and not the event: {@code AccessDeniedException}, {@code
 * NotAuthorizedForSourceException}, {@code NotAuthorizedForDetailTypeException}, {@code InvalidAccountIdException}, {@code
 * RedactionFailure}, and codes that are not known here. A call that fails as a whole (access denied, throttled, KMS, the
 * network) says nothing of any event. One that is invalid or too large ({@code ValidationException}, {@code
 * RequestEntityTooLarge}, status 413) may be so for one event.
 *
 * <p>An event for a bus that does not exist is accepted and gone (EventBridge user guide, "Troubleshooting"): no answer
 * tells of it.
 */
public final class EventBridgeBus implements EventBus {

    private static final Set<String> FOR_GOOD = Set.of("MalformedDetail", "InvalidArgument");

    private static final Set<String> INVALID = Set.of("ValidationException", "RequestEntityTooLarge");

    private static final int TOO_LARGE = 413;

    private final EventBridgeClient client;
    private final String name;

    public EventBridgeBus(EventBridgeClient client, String name) {
        this.client = client;
        this.name = name;
    }

    @Override
    public List<PublishResult> publish(List<SerializedEvent> events, Duration time) {
        PutEventsRequest request = PutEventsRequest.builder()
                .entries(events.stream().map(this::entry).toList())
                .overrideConfiguration(config -> config.apiCallTimeout(time))
                .build();
        List<PublishResult> answers = new ArrayList<>();
        for (PutEventsResultEntry result : entries(request)) {
            answers.add(
                    result.errorCode() == null
                            ? new PublishResult.Accepted()
                            : new PublishResult.Refused(
                                    result.errorCode(),
                                    String.valueOf(result.errorMessage()),
                                    FOR_GOOD.contains(result.errorCode())));
        }
        return answers;
    }

    private List<PutEventsResultEntry> entries(PutEventsRequest request) {
        try {
            return client.putEvents(request).entries();
        } catch (EventBridgeException refused) {
            boolean isInvalid = refused.awsErrorDetails() != null
                    && INVALID.contains(refused.awsErrorDetails().errorCode());
            throw isInvalid || refused.statusCode() == TOO_LARGE
                    ? new InvalidCallException(String.valueOf(refused.getMessage()), refused)
                    : refused;
        }
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
