package dev.evenstep.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogStoreTest {

    @Test
    void aGroupKeepsItsNewestLinesAndCountsTheRest() {
        var store = new LogStore(Clock.systemUTC(), 3);
        IntStream.range(0, 5).forEach(i -> store.append("g", "s", Instant.EPOCH.plusSeconds(i), "line " + i));
        store.append("other", "s", Instant.EPOCH, "kept");

        assertThat(store.group("g").orElseThrow().find(line -> true))
                .extracting(LogStore.Line::message)
                .containsExactly("line 2", "line 3", "line 4");
        assertThat(store.group("g").orElseThrow().bytes()).isEqualTo(18);
        assertThat(store.dropped()).isEqualTo(2);
    }

    @Test
    void twoHundredThousandLinesOfFourGroupsAreKept() {
        var store = new LogStore(Clock.systemUTC());
        IntStream.range(0, 200_000).forEach(i -> store.append("g" + i % 4, "s", Instant.EPOCH, "x"));

        assertThat(store.dropped()).isZero();
    }

    @Test
    void manyWritersLoseNothing() throws Exception {
        var store = new LogStore(Clock.systemUTC());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> writers = IntStream.range(0, 50)
                    .<Callable<Object>>mapToObj(writer -> () -> {
                        IntStream.range(0, 100)
                                .forEach(i -> store.append("g", "s" + writer, Instant.EPOCH, writer + "/" + i));
                        return writer;
                    })
                    .toList();
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }
        }
        var group = store.group("g").orElseThrow();
        assertThat(group.find(line -> true)).hasSize(5_000);
        assertThat(group.streams()).hasSize(50);
    }

    @Test
    void aBoundOfNothingIsRefused() {
        assertThatThrownBy(() -> new LogStore(Clock.systemUTC(), 0)).hasMessageContaining("linesPerGroup is 0");
    }
}
