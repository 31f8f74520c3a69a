package dev.evenstep.examples.sensors;

import static dev.evenstep.examples.sensors.Sensors.DEVICE_HOT;
import static dev.evenstep.examples.sensors.Sensors.DEVICE_SILENT;
import static dev.evenstep.examples.sensors.Sensors.LATE_READING;
import static dev.evenstep.examples.sensors.Sensors.MINUTE_AVERAGE;
import static dev.evenstep.examples.sensors.Sensors.READING;

import dev.evenstep.examples.sensors.Sensors.DeviceHot;
import dev.evenstep.examples.sensors.Sensors.DeviceSilent;
import dev.evenstep.examples.sensors.Sensors.MinuteAverage;
import dev.evenstep.examples.sensors.Sensors.Reading;
import dev.evenstep.testkit.Scenario;
import dev.evenstep.testkit.StreamScenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SensorsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-26T08:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Reading reading(int celsius) {
        return new Reading("d-7", BigDecimal.valueOf(celsius));
    }

    @Test
    void aMinuteIsAveragedAndWhatComesLaterIsSentOn() {
        StreamScenario.of(Sensors.AVERAGES)
                .when(READING, reading(20))
                .whenPassed(Duration.ofSeconds(62))
                .when(READING, reading(23), Duration.ofSeconds(5))
                .thenSendsNothing()
                .whenPassed(Duration.ofSeconds(8))
                .thenSends(MINUTE_AVERAGE, new MinuteAverage("d-7", BEGIN, new BigDecimal("21.5")))
                .when(READING, reading(30), Duration.ofSeconds(15))
                .thenIsLate()
                .thenSends(LATE_READING, reading(30));
    }

    @Test
    void threeReadingsAboveTheLimitAreOneAlarm() {
        StreamScenario.of(Sensors.OVERHEATING)
                .when(READING, reading(81))
                .when(READING, reading(80))
                .when(READING, reading(85))
                .whenPassed(SECOND)
                .when(READING, reading(90))
                .thenSendsNothing()
                .whenPassed(Duration.ofSeconds(2))
                .thenSends(DEVICE_HOT, new DeviceHot("d-7", BEGIN.plusSeconds(1)))
                .when(READING, reading(90))
                .whenPassed(Duration.ofSeconds(2))
                .thenSendsNothing();
    }

    @Test
    void aDeviceThatIsSilentForFiveMinutesIsToldOnce() {
        StreamScenario.of(Sensors.SILENCE)
                .when(READING, reading(20))
                .whenPassed(Duration.ofMinutes(5))
                .thenSendsNothing()
                .whenPassed(Duration.ofSeconds(10))
                .thenSends(DEVICE_SILENT, new DeviceSilent("d-7", BEGIN))
                .whenPassed(Duration.ofHours(1))
                .thenSendsNothing();
    }

    @Test
    void aHotDeviceIsCommandedToSwitchOff() {
        Scenario.of(Sensors.COMMAND_DEVICES).when("""
                        {"specversion":"1.0","id":"hot-1","source":"sensors","type":"DeviceOverheated",
                         "time":"2026-11-26T08:00:01Z","data":{"deviceId":"d-7","since":"2026-11-26T08:00:00Z"}}""").thenApplied().thenPublished("SwitchOff");
    }
}
