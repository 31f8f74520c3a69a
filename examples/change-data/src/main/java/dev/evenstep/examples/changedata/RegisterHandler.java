package dev.evenstep.examples.changedata;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.EventSources;
import dev.evenstep.aws.SourceFunction;
import java.util.Map;

/** Behind the topic that Debezium writes the table's changes to. */
public final class RegisterHandler implements RequestHandler<KafkaEvent, Map<String, Object>> {

    private final SourceFunction<KafkaEvent, Map<String, Object>> function;

    public RegisterHandler() {
        this(Evenstep.from(System.getenv()));
    }

    RegisterHandler(Evenstep evenstep) {
        this.function =
                evenstep.withMapping(CustomerEvents.MAPPING).source(EventSources.kafka(), CustomerRegister.CONSUMER);
    }

    @Override
    public Map<String, Object> handleRequest(KafkaEvent event, Context context) {
        return function.handle(event, context);
    }
}
