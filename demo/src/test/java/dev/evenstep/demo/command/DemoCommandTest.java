package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the demo takes what is typed, where no shop is needed. */
class DemoCommandTest {

    @Test
    void helpNamesItBesideTheCommandsForAnyStack() {
        assertThat(Ran.of("--help").out())
                .contains("demo", "migrate-orders", "start", "send", "dlq", "parked", "outbox");
        assertThat(Ran.of().err()).contains("A command is missing: demo, migrate-orders, localstack, new, start, ");
        assertThat(Ran.of("localstack").err()).contains("A command is missing: start, deploy, stop, demo");
        assertThat(Ran.of("demo", "--help").out()).contains("--orders", "--seed", "--endpoint", "--stack", "--json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "many"})
    void aNumberOfOrdersThatCannotBePlayedIsAUsageError(String orders) {
        Ran ran = Ran.of("demo", "--orders", orders);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Usage: ", "--orders");
    }

    @Test
    void chaosIsForTheDemosOwnAws() {
        Ran ran = Ran.of("demo", "--chaos", "--endpoint", "http://127.0.0.1:1");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--chaos", "--endpoint");
    }

    @Test
    void anEndpointWhereNobodyAnswersIsSaidAtOnce() {
        String endpoint = "http://127.0.0.1:" + Project.freePort();

        Ran ran = Ran.of("demo", "--endpoint", endpoint);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("error: ", endpoint, "./evenstep start", "--endpoint");
    }
}
