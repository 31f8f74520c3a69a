package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.deposited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.IdempotentConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.InProgress;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.store.Store;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdempotentModeTest {

    private final Fixture fixture = new Fixture();
    private final Set<String> known = new HashSet<>();

    private IdempotentConsumer consumer() {
        return Consumer.idempotent("book")
                .on(DEPOSITED, event -> known.add(event.id()) ? new Applied() : new Duplicate(null));
    }

    private IdempotentConsumer answering(Decision decision) {
        return Consumer.idempotent("book").on(DEPOSITED, event -> decision);
    }

    @Test
    void whatTheFunctionSaysIsTheDecision() {
        assertThat(fixture.consume(consumer(), deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(fixture.consume(consumer(), deposited("e-1", 4, 10))).isEqualTo(new Duplicate(null));
        InProgress notDue = new InProgress(Fixture.NOW.plusSeconds(60));
        assertThat(fixture.consume(answering(notDue), deposited("e-2", 1, 1))).isEqualTo(notDue);
    }

    @Test
    void nothingIsAskedOfTheStore() {
        List<String> calls = new ArrayList<>();
        Store counting = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return method.invoke(fixture.store, arguments);
                });

        assertThat(fixture.consume(consumer(), counting, deposited("e-1", 4, 10)))
                .isEqualTo(new Applied());

        assertThat(calls).isEmpty();
    }

    @Test
    void poisonIsDeadLetteredAndContentionCountsNoAttempt() {
        assertThat(fixture.consume(answering(new Poison(Reason.REJECTED, "overdrawn", null)), deposited("e-1", 4, 10)))
                .isInstanceOf(Poison.class);
        assertThat(fixture.dead).hasSize(1);

        for (int i = 0; i < 2 * Fixture.ATTEMPTS; i++) {
            assertThat(fixture.consume(answering(Transient.ofContention("others")), deposited("e-2", 4, 10)))
                    .isInstanceOf(Transient.class);
        }
        assertThat(fixture.dead).hasSize(1);
    }

    @Test
    void whatItThrowsIsJudgedAsAnywhere() {
        IdempotentConsumer failing = Consumer.idempotent("book").on(DEPOSITED, event -> {
            throw new IllegalStateException("broken");
        });
        for (int i = 1; i < Fixture.ATTEMPTS; i++) {
            assertThat(fixture.consume(failing, deposited("e-1", 4, 10))).isInstanceOf(Transient.class);
        }
        assertThat(fixture.consume(failing, deposited("e-1", 4, 10))).isInstanceOf(Poison.class);
    }

    @Test
    void anEventThatDependsOnAnotherIsRefused() {
        String dependent = deposited("e-2", 4, 10).replaceFirst("\\{", "{\"dependson\":\"bank#e-1\",");
        assertThat(fixture.consume(consumer(), dependent)).isInstanceOfSatisfying(Poison.class, poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(poison.detail()).contains("dependson", "bank#e-1", "book");
        });
        assertThat(known).isEmpty();
    }
}
