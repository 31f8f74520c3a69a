package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.Leases.Claim;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claiming, completing and giving back, as every store must do it. */
interface LeasesConformance extends RecordFixture {

    @Test
    default void aLeaseIsHeldUntilItsEnd() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Leases.Claimed());
        assertThat(claim("two", NOW.plusSeconds(9), NOW.plusSeconds(19)))
                .isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(claim("two", NOW.plusSeconds(11), NOW.plusSeconds(21))).isEqualTo(new Leases.Claimed());
    }

    @Test
    default void whileALeaseStandsNobodyElseCommits() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Leases.Claimed());

        assertThat(store().commit(completion(new Guard.FirstTime(), null)))
                .isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(completion(new Guard.HeldBy("two"), null)))
                .isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10)));
        assertThat(store().commit(completion(new Guard.HeldBy("one"), "{}"))).isEqualTo(new Commits.Committed());
        assertThat(claim("three", NOW, NOW.plusSeconds(10))).isEqualTo(new Refusal.AlreadyCompleted("{}", 0));
    }

    @Test
    default void aLeaseIsCompletedWithoutWritesToo() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Leases.Claimed());
        Commit completion =
                new Commit(step(event()), new Guard.HeldBy("one"), null, List.of(), List.of(), "\"done\"", NOW, LATER);

        assertThat(store().commit(completion)).isEqualTo(new Commits.Committed());
        assertThat(store().commit(completion)).isEqualTo(new Refusal.AlreadyCompleted("\"done\"", 0));
    }

    @Test
    default void aReleasedLeaseIsFreeAndOnlyItsOwnerReleasesIt() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Leases.Claimed());

        store().release(new RecordAddress.OfEvent(event()), "two");
        assertThat(claim("two", NOW, NOW.plusSeconds(10))).isInstanceOf(Refusal.HeldByAnother.class);
        store().release(new RecordAddress.OfEvent(event()), "one");
        assertThat(store().commit(completion(new Guard.HeldBy("one"), null))).isEqualTo(new Refusal.LeaseLost());
        assertThat(claim("two", NOW, NOW.plusSeconds(10))).isEqualTo(new Leases.Claimed());
        store().release(new RecordAddress.OfEvent(key("unknown-" + run())), "one");
    }

    @Test
    default void aCompletedEventIsNotReleased() {
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Leases.Claimed());
        assertThat(store().commit(completion(new Guard.HeldBy("one"), null))).isEqualTo(new Commits.Committed());

        store().release(new RecordAddress.OfEvent(event()), "one");
        assertThat(claim("two", NOW, NOW.plusSeconds(10))).isEqualTo(new Refusal.AlreadyCompleted(null, 0));
    }

    @Test
    default void ofManyConcurrentClaimsExactlyOneHolds() throws Exception {
        List<Claim> claims = concurrently(16, i -> claim("owner-" + i, NOW, NOW.plusSeconds(10)));

        assertThat(claims)
                .filteredOn(claim -> claim.equals(new Leases.Claimed()))
                .hasSize(1);
    }
}
