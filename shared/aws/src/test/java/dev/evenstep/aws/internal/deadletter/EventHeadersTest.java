package dev.evenstep.aws.internal.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.internal.event.EventHeader;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventHeadersTest {

    private static final Instant EIGHT = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void anEnvelopeSpeaksForItself() {
        assertThat(EventHeaders.in("""
                        {"specversion":"1.0","id":"e-1","source":"shop","type":"T","schemaversion":2,"subject":"order-1",
                         "time":"2026-11-21T08:00:00Z","entityversion":7,"data":{"id":"no"}}""")).isEqualTo(new EventHeader("e-1", "shop", "T", 2, EIGHT, "order-1", 7));
    }

    @Test
    void ofAnEnvelopeOnTheBusOnlyAMissingTimeIsTheBuss() {
        assertThat(EventHeaders.in("""
                        {"id":"bus-1","detail-type":"T","source":"bus","time":"2026-11-21T08:00:00Z",
                         "detail":{"specversion":"1.0","id":"e-1","source":"shop","type":"T","subject":"order-1","data":{}}}""")).isEqualTo(new EventHeader("e-1", "shop", "T", 1, EIGHT, "order-1", null));
    }

    @Test
    void anEventOfSomebodyElseIsNamedByTheBus() {
        assertThat(EventHeaders.in("""
                        {"id":"bus-1","detail-type":"Object Created","source":"aws.s3","time":"2026-11-21T08:00:00Z",
                         "detail":{"id":"no"}}"""))
                .isEqualTo(new EventHeader("bus-1", "aws.s3", "Object Created", 1, EIGHT, null, null));
    }
}
