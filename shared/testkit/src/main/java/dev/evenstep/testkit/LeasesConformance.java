package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Write;
import dev.evenstep.store.Commits;
import dev.evenstep.store.Commits.Commit;
import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.Leases.Claim;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claiming, completing and giving back, as every store must do it. */
interface LeasesConformance extends StoreFixture {

    @Test
    default void aLeaseIsHeldUntilItsEnd() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());
        assertThat(claim("two", NOW.plusSeconds(9), NOW.plusSeconds(19)))
                .isEqualTo(new Claim.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(claim("two", NOW.plusSeconds(11), NOW.plusSeconds(21))).isEqualTo(new Claim.Claimed());
    }

    @Test
    default void whileALeaseStandsNobodyElseCommits() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());

        assertThat(store().commit(commit(new Guard.FirstTime(), null)))
                .isEqualTo(new Commits.Outcome.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(commit(new Guard.HeldBy("two"), null)))
                .isEqualTo(new Commits.Outcome.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(commit(new Guard.HeldBy("one"), "{}"))).isEqualTo(new Commits.Outcome.Committed());
        assertThat(claim("three", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.AlreadyCompleted("{}"));
    }

    @Test
    default void aLeaseIsCompletedWithoutWritesToo() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());
        Commit completion = new Commit(event(), new Guard.HeldBy("one"), List.of(), List.of(), "\"done\"", NOW, LATER);

        assertThat(store().commit(completion)).isEqualTo(new Commits.Outcome.Committed());
        assertThat(store().commit(completion)).isEqualTo(new Commits.Outcome.AlreadyCompleted("\"done\""));
    }

    @Test
    default void aReleasedLeaseIsFreeAndOnlyItsOwnerReleasesIt() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());

        store().release(event(), "two");
        assertThat(claim("two", NOW, NOW.plusSeconds(10))).isInstanceOf(Claim.HeldByAnother.class);
        store().release(event(), "one");
        assertThat(store().commit(commit(new Guard.HeldBy("one"), null))).isEqualTo(new Commits.Outcome.LeaseLost());
        assertThat(claim("two", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());
        store().release(new IdempotencyKey("conformance", "test", "unknown-" + run()), "one");
    }

    @Test
    default void aCompletedEventIsNotReleased() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());
        assertThat(store().commit(commit(new Guard.HeldBy("one"), null))).isEqualTo(new Commits.Outcome.Committed());

        store().release(event(), "one");
        assertThat(claim("two", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.AlreadyCompleted(null));
    }

    @Test
    default void ofManyConcurrentClaimsExactlyOneHolds() throws Exception {
        List<Claim> claims = concurrently(16, i -> claim("owner-" + i, NOW, NOW.plusSeconds(10)));

        assertThat(claims)
                .filteredOn(claim -> claim.equals(new Claim.Claimed()))
                .hasSize(1);
    }

    @Test
    default void anEventThatIsHeldIsHeldAlsoWhenAConditionDoesNotHold() {
        Write refused = Write.update(thing()).add("sum", 1).when(Condition.present());
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Claim.Claimed());

        assertThat(store().commit(commit(new Guard.FirstTime(), null, refused)))
                .isEqualTo(new Commits.Outcome.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(commit(new Guard.HeldBy("two"), null, refused)))
                .isEqualTo(new Commits.Outcome.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(commit(new Guard.HeldBy("one"), null, refused)))
                .isEqualTo(new Commits.Outcome.WriteRefused(thing()));
    }

    @Test
    default void aLostLeaseIsLostAlsoWhenAConditionDoesNotHold() {
        Write refused = Write.update(thing()).add("sum", 1).when(Condition.present());

        assertThat(store().commit(commit(new Guard.HeldBy("one"), null, refused)))
                .isEqualTo(new Commits.Outcome.LeaseLost());
    }
}
