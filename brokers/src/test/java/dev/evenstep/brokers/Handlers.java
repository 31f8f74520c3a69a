package dev.evenstep.brokers;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.aws.SourceFunction;
import dev.evenstep.testkit.FakeContext;
import java.util.function.UnaryOperator;

/** Handlers as Lambda's runtime calls them: events are read by its own deserialisers. */
final class Handlers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Handlers() {}

    static <E, A> UnaryOperator<String> of(Class<E> type, SourceFunction<E, A> function) {
        var events = LambdaEventSerializers.serializerFor(type, Handlers.class.getClassLoader());
        return event -> {
            A answer = function.handle(events.fromJson(event), new FakeContext(30_000));
            try {
                return JSON.writeValueAsString(answer);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        };
    }
}
