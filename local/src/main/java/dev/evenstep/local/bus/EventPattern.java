package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.AwsException;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/** An event pattern that Event Ruler takes. */
record EventPattern(String json, GenericMachine<String> machine) {

    // EventBridge does not tell its own; it refuses *:*:*:*:*:event-bus/*, which counts 11 here
    private static final int HIGHEST_COMPLEXITY = 10;
    private static final int COUNTED_TO = 100;

    private static final String TOO_COMPLEX =
            "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a"
                    + " wildcard character";

    /** @throws AwsException {@code InvalidEventPatternException} with the reason */
    static EventPattern parse(String json) {
        GenericMachine<String> machine = GenericMachine.<String>builder().build();
        try {
            machine.addRule("pattern", json);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw invalid(e instanceof StackOverflowError ? "too deep" : String.valueOf(e.getMessage()));
        }
        if (machine.evaluateComplexity(new MachineComplexityEvaluator(COUNTED_TO)) > HIGHEST_COMPLEXITY) {
            throw invalid(TOO_COMPLEX);
        }
        return new EventPattern(json, machine);
    }

    private static AwsException invalid(String reason) {
        var place = reason.indexOf("\n at ");
        return new AwsException(
                400,
                "InvalidEventPatternException",
                "Event pattern is not valid. Reason: " + (place < 0 ? reason : reason.substring(0, place)));
    }

    boolean matches(JsonNode event) {
        List<String> matching = machine.rulesForJSONEvent(event);
        return !matching.isEmpty();
    }
}
