package dev.evenstep.local;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How every test of this module awaits: it looks soon, then ten times a second, and gives up only when even a machine
 * that is busy with other things would be through. Found by JUnit itself.
 */
public final class PatientAwaits implements BeforeAllCallback {

    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(PatientAwaits::next, FIRST));
    }

    private static Duration next(Duration last) {
        var doubled = last.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
