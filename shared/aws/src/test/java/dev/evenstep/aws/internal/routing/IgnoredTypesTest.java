package dev.evenstep.aws.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class IgnoredTypesTest {

    @Test
    void eachTypeIsToldOnceAndNoPayload() {
        Logger logger = (Logger) LoggerFactory.getLogger(IgnoredTypes.class);
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        logger.addAppender(told);
        logger.setLevel(Level.INFO);
        try {
            IgnoredTypes work = new IgnoredTypes("quiet");
            for (String type : List.of("One", "Two", "One")) {
                String body = "{\"specversion\":\"1.0\",\"type\":\"" + type + "\",\"data\":{\"secret\":1}}";
                assertThat(work.on(
                                new Delivery("m", body, null, 1),
                                Deadline.in(Duration.ofSeconds(1), Clock.systemUTC())))
                        .isEqualTo(new Decision.Ignored());
            }
        } finally {
            logger.detachAppender(told);
        }

        assertThat(told.list)
                .filteredOn(line -> line.getFormattedMessage().startsWith("quiet: "))
                .allMatch(line -> line.getLevel() == Level.INFO)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "quiet: events of type One are ignored, since no consumer here takes them",
                        "quiet: events of type Two are ignored, since no consumer here takes them");
    }
}
