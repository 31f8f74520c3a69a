package dev.evenstep.engine.storage;

import static dev.evenstep.engine.storage.Texts.key;
import static dev.evenstep.engine.storage.Texts.rest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of a storage in memory and of one in a file. */
class StorageTest {

    private static final Codec<String> TEXT = new TextCodec();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void aFile() {
        file = folder.resolve("data.mv");
    }

    private Storage open(boolean inFile) {
        return inFile ? Storage.file(file) : Storage.memory();
    }

    private static void put(Storage storage, OrderedMap<String> map, String... pairs) {
        storage.write(() -> {
            for (int at = 0; at < pairs.length; at += 2) {
                map.put(key(pairs[at]), pairs[at + 1]);
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keysAreInTheOrderOfTheirUnsignedBytes(boolean inFile) {
        try (var storage = open(inFile)) {
            var map = storage.map("m", TEXT);
            put(storage, map, "b", "2", "é", "4", "", "0", "a", "1", "b!", "3");

            assertThat(rest(map.ascending(null))).containsExactly("=0", "a=1", "b=2", "b!=3", "é=4");
            assertThat(rest(map.ascending(key("b")))).containsExactly("b=2", "b!=3", "é=4");
            assertThat(rest(map.ascending(key("b ")))).containsExactly("b!=3", "é=4");
            assertThat(rest(map.descending(null))).containsExactly("é=4", "b!=3", "b=2", "a=1", "=0");
            assertThat(rest(map.descending(key("b")))).containsExactly("b=2", "a=1", "=0");
            assertThat(rest(map.descending(key("aa")))).containsExactly("a=1", "=0");
            assertThat(map.size()).isEqualTo(5);
            assertThat(map.get(key("b!"))).isEqualTo("3");
            assertThat(map.get(key("c"))).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anIteratorSeesTheMapAsItWas(boolean inFile) {
        try (var storage = open(inFile)) {
            var map = storage.map("m", TEXT);
            for (int number = 0; number < 1_000; number++) {
                put(storage, map, "%05d".formatted(number), "old".repeat(50));
            }
            var seen = storage.read(() -> {
                var entries = map.ascending(null);
                for (int round = 0; round < 3; round++) {
                    for (int number = 0; number < 1_000; number += 2) {
                        put(storage, map, "%05d".formatted(number), "new".repeat(50));
                    }
                }
                return rest(entries);
            });

            assertThat(seen).hasSize(1_000).allMatch(entry -> entry.endsWith("old"));
            assertThat(rest(map.ascending(null))).anyMatch(entry -> entry.endsWith("new"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWriteThatFailsLeavesNothing(boolean inFile) {
        try (var storage = open(inFile)) {
            var one = storage.map("one", TEXT);
            var two = storage.map("two", TEXT);
            put(storage, one, "a", "1", "b", "2");

            assertThatThrownBy(() -> storage.write(() -> {
                        one.put(key("a"), "changed");
                        one.put(key("a"), "changed again");
                        one.remove(key("b"));
                        one.put(key("b"), "again");
                        one.remove(key("nothing"));
                        two.put(key("c"), "3");
                        storage.drop("one");
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");

            assertThat(rest(one.ascending(null))).containsExactly("a=1", "b=2");
            assertThat(two.size()).isZero();
            put(storage, two, "d", "4");
        }
        if (inFile) {
            try (var storage = open(true)) {
                assertThat(rest(storage.map("one", TEXT).ascending(null))).containsExactly("a=1", "b=2");
                assertThat(rest(storage.map("two", TEXT).ascending(null))).containsExactly("d=4");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDroppedMapIsGoneAndItsNameIsFree(boolean inFile) {
        try (var storage = open(inFile)) {
            put(storage, storage.map("m", TEXT), "a", "1");
            storage.write(() -> {
                storage.drop("m");
                storage.drop("never there");
                return null;
            });
            var again = storage.map("m", TEXT);
            assertThat(again.size()).isZero();
            put(storage, again, "b", "2");
        }
        if (inFile) {
            try (var storage = open(true)) {
                assertThat(rest(storage.map("m", TEXT).ascending(null))).containsExactly("b=2");
            }
        }
    }

    @Test
    void onlyAWriteWrites() {
        try (var storage = Storage.memory()) {
            var map = storage.map("m", TEXT);
            assertThatThrownBy(() -> map.put(key("a"), "1")).hasMessageContaining("within write()");
            assertThatThrownBy(() -> map.remove(key("a"))).hasMessageContaining("within write()");
            assertThatThrownBy(() -> storage.drop("m")).hasMessageContaining("within write()");
            assertThat(storage.<String>write(() -> storage.write(() -> "a part of it")))
                    .isEqualTo("a part of it");
        }
    }

    @Test
    void aFileIsForOneAtATime() {
        try (var storage = Storage.file(file)) {
            assertThat(storage.map("m", TEXT).size()).isZero();
            assertThatThrownBy(() -> Storage.file(file))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("locked")
                    .hasMessageContaining("stop it or name another one");
        }
        Storage.file(file).close();
    }

    @Test
    void whatIsNoStorageIsRefused() throws IOException {
        Files.writeString(file, "something else ".repeat(1_000));

        assertThatThrownBy(() -> Storage.file(file)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> Storage.file(folder.resolve("missing/data.mv")))
                .isInstanceOf(StorageException.class);
    }

    /** MVStore by itself writes when some megabytes have gathered, in the middle of whatever is under way. */
    @Test
    void aLargeWriteIsNotWrittenInParts() throws IOException {
        try (var storage = Storage.file(file)) {
            var map = storage.map("m", TEXT);
            put(storage, map, "a", "1");
            long before = Files.size(file);
            storage.write(() -> {
                for (int number = 0; number < 300; number++) {
                    map.put(key("%05d".formatted(number)), "x".repeat(100_000));
                }
                assertThat(file).hasSize(before);
                return null;
            });
            assertThat(Files.size(file)).isGreaterThan(30_000_000);
        }
    }

    @Test
    void anInterruptedThreadHarmsNobody() {
        try (var storage = Storage.file(file)) {
            var map = storage.map("m", TEXT);
            Thread.currentThread().interrupt();
            overwrite(storage, map, 500);
            put(storage, map, "a", "1");
            assertThat(Thread.interrupted()).isTrue();
            put(storage, map, "b", "2");
        }
        try (var storage = Storage.file(file)) {
            Thread.currentThread().interrupt();
            assertThat(rest(storage.map("m", TEXT).ascending(key("a")))).containsExactly("a=1", "b=2");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void writersTakeTurnsAndReadersWaitForNobody() throws Exception {
        try (var storage = Storage.file(file);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var map = storage.map("m", TEXT);
            put(storage, map, "n", "0");
            var writers = IntStream.range(0, 8)
                    .mapToObj(writer -> threads.submit(() -> {
                        for (int round = 0; round < 100; round++) {
                            storage.write(() -> map.put(
                                    key("n"),
                                    Integer.toString(Integer.parseInt(String.valueOf(map.get(key("n")))) + 1)));
                        }
                    }))
                    .toList();
            for (var writer : writers) {
                writer.get();
            }
            assertThat(map.get(key("n"))).isEqualTo("800");

            var inside = new CountDownLatch(1);
            var read = new CountDownLatch(1);
            threads.execute(() -> storage.write(() -> {
                inside.countDown();
                awaitIt(read);
                return null;
            }));
            inside.await();
            assertThat(storage.read(() -> rest(map.ascending(null)))).isEqualTo(List.of("n=800"));
            read.countDown();
        }
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileThatIsOverwrittenForLongDoesNotGrowForLong() throws IOException {
        try (var storage = Storage.file(file)) {
            var map = storage.map("m", TEXT);
            overwrite(storage, map, 1_000);
            long before = Files.size(file);
            overwrite(storage, map, 4_000);

            assertThat(Files.size(file)).isLessThan(2 * before);
        }
    }

    /** A commit leaves one page in use among many of old, in a file that grew by all of them once. */
    @Test
    void aFileOfManySmallWritesIsNotMuchLargerThanWhatIsInIt() throws IOException {
        try (var storage = Storage.file(file)) {
            var one = storage.map("one", TEXT);
            var two = storage.map("two", TEXT);
            for (int time = 0; time < 6_000; time++) {
                var key = key("%05d".formatted(time * 7_919 % 6_000));
                var later = key("%05d".formatted(time));
                storage.write(() -> {
                    one.put(key, "x".repeat(100));
                    return two.put(later, "y".repeat(100));
                });
            }
            assertThat(Files.size(file)).isLessThan(10_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsReadTogetherIsOfOneMoment(boolean inFile) throws Exception {
        try (var storage = open(inFile);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = storage.map("one", TEXT);
            var two = storage.map("two", TEXT);
            var writer = threads.submit(() -> {
                for (int round = 0; round < 300; round++) {
                    var text = Integer.toString(round);
                    storage.write(() -> {
                        one.put(key("a"), text);
                        return two.put(key("a"), text);
                    });
                }
            });
            while (!writer.isDone()) {
                var pair = storage.readTogether(() -> Arrays.asList(one.get(key("a")), two.get(key("a"))));
                assertThat(pair.get(0)).isEqualTo(pair.get(1));
            }
            writer.get();
        }
    }

    /** Who is killed within a commit loses no earlier one: the file's head names the newest. */
    @Test
    void aFilesHeadFollowsEachCommit() throws IOException {
        try (var storage = Storage.file(file)) {
            var map = storage.map("m", TEXT);
            Set<String> heads = new HashSet<>();
            for (int time = 0; time < 200; time++) {
                put(storage, map, "a", Integer.toString(time));
                heads.add(head());
            }
            assertThat(heads).hasSize(200);
        }
    }

    private String head() throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
        }
    }

    private static void overwrite(Storage storage, OrderedMap<String> map, int times) {
        for (int time = 0; time < times; time++) {
            put(storage, map, "%05d".formatted(time * 7_919 % 1_000), "x".repeat(300));
        }
    }
}
