package dev.evenstep.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HarmTest {

    @Test
    void everyRuleHasOne() {
        assertThat(Harm.values()).flatExtracting(Harm::rules).containsExactlyInAnyOrderElementsOf(Checklist.rules());
    }

    @Test
    void anUnknownRuleIsNamed() {
        assertThatThrownBy(() -> Harm.of("no-such-rule")).hasMessage("no rule no-such-rule");
    }
}
