package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The main job, as a user runs it. */
class DemoTest {

    @Test
    void everyEffectHappensExactlyOnceAndInOrder() {
        Ran ran = Ran.of("demo", "--orders", "60", "--seed", "7", "--json");

        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode json = ran.json();
        assertThat(json.path("orders").intValue()).isEqualTo(60);
        assertThat(json.path("sent").intValue()).isGreaterThan(60);
        assertThat(json.path("lost").isInt()).isTrue();
        assertThat(json.path("lost").intValue()).isZero();
        assertThat(json.path("doubleEffects").isInt()).isTrue();
        assertThat(json.path("doubleEffects").intValue()).isZero();
        assertThat(json.path("outOfOrder").isInt()).isTrue();
        assertThat(json.path("outOfOrder").intValue()).isZero();
        assertThat(json.path("flowSeconds").doubleValue())
                .isPositive()
                .isLessThan(json.path("wallSeconds").doubleValue());
        assertThat(json.path("refusedByGateway").intValue()).isPositive();
        allHold(json);
        everyFaultWasThere(json);
        latenciesAreTold(json);
    }

    static void allHold(JsonNode json) {
        assertThat(json.path("invariants")).isNotEmpty().allSatisfy(invariant -> {
            assertThat(invariant.path("name").textValue()).isNotEmpty();
            assertThat(invariant.path("holds").booleanValue())
                    .as(invariant.toString())
                    .isTrue();
        });
    }

    private static void everyFaultWasThere(JsonNode json) {
        for (String decision : List.of("applied", "duplicate", "stale", "parked", "transient", "poison")) {
            assertThat(json.path("decisions").path(decision).longValue())
                    .as(decision)
                    .isPositive();
        }
        for (String reason : List.of(
                "malformed", "too-large", "too-deep", "unknown-version", "unreadable-data", "rejected", "gap")) {
            assertThat(json.path("deadLettered").path(reason).longValue())
                    .as(reason)
                    .isPositive();
        }
    }

    private static void latenciesAreTold(JsonNode json) {
        assertThat(json.path("latencyMs").path("whole order").path("p50").longValue())
                .isPositive();
        assertThat(json.path("latencyMs")).hasSizeGreaterThan(4).allSatisfy(hop -> {
            assertThat(hop.path("p50").isNumber()).isTrue();
            assertThat(hop.path("p99").longValue())
                    .isGreaterThanOrEqualTo(hop.path("p50").longValue());
        });
    }
}
