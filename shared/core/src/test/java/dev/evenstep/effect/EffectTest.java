package dev.evenstep.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.EventReference;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffectTest {

    private static final ItemKey KEY = ItemKey.of("orders", "orderId", "o-1");

    @Test
    void onlyWhatIsPublishedCanDependOnSomething() {
        assertThatThrownBy(() -> Effect.none().dependingOn(new EventReference("s", "e", null, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Nothing was published that could have the extension dependson; publish(…) first");
    }

    @Test
    void twoWritesToOneItemAreRefused() {
        Effect one = Effect.of(Write.update(KEY).set("a", 1));

        assertThatThrownBy(() -> one.and(Write.delete(KEY))).hasMessageContaining("writes orders{orderId=o-1} twice");
    }

    @Test
    void moreThanATransactionTakesWillNeverSucceed() {
        List<Write> many = IntStream.range(0, 99)
                .<Write>mapToObj(i -> Write.delete(ItemKey.of("t", "k", i)))
                .toList();

        assertThatThrownBy(() -> Effect.of(many))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE))
                .hasMessageContaining("99 writes and 0 events; a transaction takes 98 together");
    }

    @Test
    void anUpdateThatNeitherChangesNorChecksIsRefused() {
        assertThatThrownBy(() -> Effect.of(Write.update(KEY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("orders{orderId=o-1} changes nothing and checks nothing");
        assertThat(Effect.of(Write.update(KEY).when(Condition.present())).writes())
                .hasSize(1);
    }
}
