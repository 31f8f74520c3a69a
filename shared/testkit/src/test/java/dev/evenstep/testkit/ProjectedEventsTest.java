package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.Projection.Listing;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.eventstore.projection.Views.View;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import dev.evenstep.spi.SubjectKeys;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which events a projection's functions get, and what is said of wrong ones. */
class ProjectedEventsTest {

    record Joined(String name) {}

    record JoinedBy(String name, String way) {}

    record Member(@Nullable String name, String id) {}

    record MemberView(@Nullable String text) {}

    private static final EventType<Joined> JOINED = EventType.of("club", "Joined", Joined.class);
    private static final EventType<Member> MEMBER = EventType.of("club", "Member", Member.class);
    private static final EventType<Member> PERSONAL = MEMBER.withPersonal("id", "name");

    private final SubjectKeys keys = SubjectKeys.inMemory();
    private final EventStore events =
            EventStore.inMemory(EventStoreOptions.defaults().withSubjectKeys(keys));
    private final ViewStore views = ViewStore.inMemory();

    private void happened(NewEvent<?> event) {
        var unused = events.append("club", ExpectedVersion.any(), Append.of("a-" + event.data(), event));
        events.sequencer().sequence(List.of("club"));
    }

    private @Nullable String seen(Projection<MemberView> projection) {
        return Views.of(projection, views)
                .lookingUpEvery(Duration.ZERO)
                .get("club")
                .map(View::value)
                .map(MemberView::text)
                .orElse(null);
    }

    private Projection<MemberView> members(EventType<Member> type) {
        return Projection.named("members", MemberView.class)
                .on(
                        type,
                        event -> "club",
                        (view, event) -> new MemberView(event.data().name()));
    }

    @Test
    void anOldEventIsOfTheCurrentVersion() {
        happened(NewEvent.of(JOINED, new Joined("Ada")));
        EventType<JoinedBy> current = EventType.of("club", "Joined", JoinedBy.class)
                .at(2, Upcast.from(1, data -> data.put("way", "on foot")));
        Projection<MemberView> ways = Projection.named("ways", MemberView.class)
                .on(
                        current,
                        event -> "club",
                        (view, event) -> new MemberView(event.data().way()));
        assertThat(Projector.of(ways, events, views).run(Duration.ofMinutes(1))).isTrue();
        assertThat(seen(ways)).isEqualTo("on foot");
    }

    @Test
    void personalFieldsAreEncryptedUnlessThereAreKeys() {
        happened(NewEvent.of(PERSONAL, new Member("Ada", "m-1")));
        assertThat(Projector.of(members(MEMBER), events, views).run(Duration.ofMinutes(1)))
                .isTrue();
        assertThat(seen(members(MEMBER))).isNotNull().doesNotContain("Ada");
        assertThatThrownBy(() -> Projector.of(members(PERSONAL), events, views))
                .isInstanceOf(ConfigurationFailure.class);
    }

    @Test
    void whatIsErasedIsGoneFromViewsThatAreBuiltAnew() {
        happened(NewEvent.of(PERSONAL, new Member("Ada", "m-1")));
        Projector<MemberView> projector = Projector.of(members(PERSONAL), events, views, keys);
        assertThat(projector.run(Duration.ofMinutes(1))).isTrue();
        assertThat(seen(members(PERSONAL))).isEqualTo("Ada");

        keys.erase("m-1");
        assertThat(projector.run(Duration.ofMinutes(1))).isTrue();
        assertThat(seen(members(PERSONAL))).isEqualTo("Ada");
        projector.rebuild();
        assertThat(projector.run(Duration.ofMinutes(1))).isTrue();
        assertThat(seen(members(PERSONAL))).isNull();
    }

    @Test
    void anEventThatAFunctionThrowsAtStopsTheProjectionAndNothingIsLost() {
        happened(NewEvent.of(JOINED, new Joined("Ada")));
        Projection<MemberView> broken = Projection.named("broken", MemberView.class)
                .on(JOINED, event -> "club", (view, event) -> {
                    throw new IllegalStateException("broken");
                });
        Projector<MemberView> projector = Projector.of(broken, events, views);
        assertThatThrownBy(() -> projector.run(Duration.ofMinutes(1))).hasMessage("broken");
        assertThat(Objects.requireNonNull(projector.status().live()).read()).isZero();

        Projection<MemberView> mended = Projection.named("broken", MemberView.class)
                .on(
                        JOINED,
                        event -> "club",
                        (view, event) -> new MemberView(event.data().name()));
        assertThat(Projector.of(mended, events, views).run(Duration.ofMinutes(1)))
                .isTrue();
        assertThat(seen(mended)).isEqualTo("Ada");
    }

    @Test
    void aTableOfViewsThatWasLostIsFilledAnew() {
        happened(NewEvent.of(JOINED, new Joined("Ada")));
        Projection<MemberView> names = Projection.named("names", MemberView.class)
                .on(
                        JOINED,
                        event -> "club",
                        (view, event) -> new MemberView(event.data().name()));
        assertThat(Projector.of(names, events, views).run(Duration.ofMinutes(1)))
                .isTrue();
        ViewStore other = ViewStore.inMemory();
        assertThat(Projector.of(names, events, other).run(Duration.ofMinutes(1)))
                .isTrue();
        assertThat(Views.of(names, other).get("club").map(View::value)).isEqualTo(Optional.of(new MemberView("Ada")));
    }

    @Test
    void whatCanBeNoProjectionIsRefused() {
        for (String name : List.of("", "a b", "a#1", "x".repeat(65))) {
            assertThatThrownBy(() -> Projection.named(name, MemberView.class))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> members(MEMBER).version(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> members(MEMBER).on(MEMBER, event -> "club", (view, event) -> view))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Listing("", "1")).isInstanceOf(IllegalArgumentException.class);
    }
}
