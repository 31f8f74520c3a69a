package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a native image must know of: the classes that Lambda's runtime makes events of, and answers from, by reflection. */
class NativeImageTest {

    private static final String METADATA = "META-INF/native-image/dev.evenstep/evenstep-aws/reachability-metadata.json";
    private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events.";

    @Test
    void everyClassOfEventsAndAnswersIsReachable() throws IOException {
        Set<String> reachable = new TreeSet<>();
        try (InputStream metadata = Evenstep.class.getClassLoader().getResourceAsStream(METADATA)) {
            for (JsonNode entry : new ObjectMapper().readTree(metadata).path("reflection")) {
                assertThat(entry.path("allDeclaredConstructors").asBoolean()).isTrue();
                assertThat(entry.path("allDeclaredMethods").asBoolean()).isTrue();
                reachable.add(entry.path("type").asText());
            }
        }

        assertThat(reachable).isEqualTo(spoken());
    }

    /** Of all that functions take and answer, what is of Lambda's events, down to the last property. */
    private static Set<String> spoken() {
        Set<String> spoken = new TreeSet<>();
        Stream.of(SqsFunction.class, EventBridgeFunction.class, OutboxStreamFunction.class)
                .flatMap(function -> Stream.of(function.getMethods()))
                .flatMap(method -> Stream.concat(
                        Stream.of(method.getGenericReturnType()), Stream.of(method.getGenericParameterTypes())))
                .filter(type -> type != Context.class)
                .forEach(type -> add(type, spoken));
        return spoken;
    }

    private static void add(Type type, Set<String> spoken) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                add(argument, spoken);
            }
        } else if (type instanceof Class<?> plain
                && plain.getName().startsWith(EVENTS)
                && spoken.add(plain.getName())) {
            add(plain.getGenericSuperclass(), spoken);
            for (Method method : plain.getMethods()) {
                if (method.getName().startsWith("get")) {
                    add(method.getGenericReturnType(), spoken);
                }
            }
        }
    }
}
