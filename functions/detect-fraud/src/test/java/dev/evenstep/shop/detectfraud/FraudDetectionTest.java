package dev.evenstep.shop.detectfraud;

import static dev.evenstep.shop.detectfraud.FraudDetection.FRAUD_SUSPECTED;
import static dev.evenstep.shop.detectfraud.FraudDetection.PAYMENT_DECLINED;

import dev.evenstep.testkit.StreamScenario;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FraudDetectionTest {

    private static final Instant BEGIN = Instant.parse("2026-11-26T08:00:00Z");
    private static final PaymentDeclined DECLINED = new PaymentDeclined("customer-1");
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @Test
    void theThirdDeclineWithinAMinuteIsSuspected() {
        StreamScenario.of(FraudDetection.PATTERN)
                .when(PAYMENT_DECLINED, DECLINED)
                .whenPassed(HALF_A_MINUTE)
                .when(PAYMENT_DECLINED, DECLINED)
                .when(PAYMENT_DECLINED, new PaymentDeclined("customer-2"))
                .whenPassed(HALF_A_MINUTE)
                .when(PAYMENT_DECLINED, DECLINED)
                .thenSends(FRAUD_SUSPECTED, new FraudSuspected("customer-1", 3, BEGIN, BEGIN.plusSeconds(60), "e-4"))
                .whenAgain();
    }

    @Test
    void threeOverALongerTimeAreNot() {
        StreamScenario.of(FraudDetection.PATTERN)
                .when(PAYMENT_DECLINED, DECLINED)
                .whenPassed(HALF_A_MINUTE)
                .when(PAYMENT_DECLINED, DECLINED)
                .whenPassed(HALF_A_MINUTE.plusMillis(1))
                .when(PAYMENT_DECLINED, DECLINED)
                .thenSendsNothing();
    }

    @Test
    void declinesThatDoNotSayWhoseAreLeftOut() {
        StreamScenario scenario = StreamScenario.of(FraudDetection.PATTERN);
        for (int i = 0; i < 4; i++) {
            scenario.when(PAYMENT_DECLINED, new PaymentDeclined(null)).thenSendsNothing();
        }
    }
}
