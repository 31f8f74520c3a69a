package dev.evenstep.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final Map<String, Decision> BY_CODE = byCode();

    /** Written out by hand: who renames a type must see that no code goes along. */
    private static Map<String, Decision> byCode() {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        decisions.put("applied", new Decision.Applied());
        decisions.put("duplicate", new Decision.Duplicate(null));
        decisions.put("stale", new Decision.Stale(2, 1));
        decisions.put("gap", new Decision.Gap(1, 3));
        decisions.put("parked", new Decision.Parked("order-1 at 2", null));
        decisions.put("skipped", new Decision.Skipped(2, 3));
        decisions.put("unpublished", new Decision.Unpublished("the bus is away"));
        decisions.put("woken-up", new Decision.WokenUp());
        decisions.put("ignored", new Decision.Ignored());
        decisions.put("handed-on", new Decision.HandedOn());
        decisions.put("in-progress", new Decision.InProgress(Instant.EPOCH));
        decisions.put("transient", Decision.Transient.ofRecord("down"));
        decisions.put("withheld", new Decision.Withheld("gateway", Instant.EPOCH));
        decisions.put("poison", new Decision.Poison(Reason.REJECTED, "never", null));
        decisions.put("deadline-exceeded", new Decision.DeadlineExceeded(false));
        decisions.put("blocked", new Decision.Blocked("m-1"));
        return decisions;
    }

    @Test
    void everyDecisionHasItsCode() {
        BY_CODE.forEach((code, decision) -> assertThat(decision.code()).isEqualTo(code));
        assertThat(BY_CODE.values())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Decision.class.getPermittedSubclasses()));
    }

    @Test
    void allCodesAreListedInLowerCaseWords() {
        assertThat(Decision.CODES)
                .containsExactlyElementsOf(BY_CODE.keySet())
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    }
}
