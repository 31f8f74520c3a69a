package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.Decider;
import dev.evenstep.eventstore.Decider.Decided;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decider's behaviour in given/when/then: what happened, what is asked for, what is decided. */
public final class DeciderScenario<C, E, S> {

    private final Decider<C, E, S> decider;
    private S state;
    private @Nullable Decided<E> decided;

    private DeciderScenario(Decider<C, E, S> decider) {
        this.decider = decider;
        this.state = decider.initial();
    }

    public static <C, E, S> DeciderScenario<C, E, S> of(Decider<C, E, S> decider) {
        return new DeciderScenario<>(decider);
    }

    @SafeVarargs
    public final DeciderScenario<C, E, S> given(E... events) {
        for (E event : events) {
            state = decider.evolve(state, event);
        }
        return this;
    }

    /** What it decides has happened for the next {@code when}. */
    public DeciderScenario<C, E, S> when(C command) {
        if (decided instanceof Decided.DecidedEvents<E>(List<E> before)) {
            before.forEach(event -> state = decider.evolve(state, event));
        }
        decided = decider.decide(command, state);
        return this;
    }

    /** Exactly these, in this order; none: there is nothing to do. */
    @SafeVarargs
    public final DeciderScenario<C, E, S> then(E... events) {
        List<E> expected = new ArrayList<>();
        for (E event : events) {
            expected.add(event);
        }
        assertThat(decided).isEqualTo(new Decided.DecidedEvents<>(expected));
        return this;
    }

    public DeciderScenario<C, E, S> thenRefused(String code) {
        assertThat(decided)
                .isInstanceOfSatisfying(
                        Decided.RefusedCommand.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
        return this;
    }
}
