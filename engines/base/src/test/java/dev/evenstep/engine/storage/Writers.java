package dev.evenstep.engine.storage;

import static dev.evenstep.engine.storage.Texts.key;

import java.nio.file.Path;
import java.util.concurrent.Executors;

/** A process that writes until it is killed: each number to two maps, told on its output once it is acknowledged. */
final class Writers {

    static final int COUNT = 4;

    private Writers() {}

    static String name(int writer, int number) {
        return "%d-%07d".formatted(writer, number);
    }

    public static void main(String[] file) {
        var storage = Storage.file(Path.of(file[0]));
        var one = storage.map("one", new TextCodec());
        var two = storage.map("two", new TextCodec());
        try (var threads = Executors.newFixedThreadPool(COUNT)) {
            for (int each = 0; each < COUNT; each++) {
                int writer = each;
                threads.execute(() -> {
                    for (int number = 0; number < 1_000_000; number++) {
                        var name = name(writer, number);
                        storage.write(() -> {
                            one.put(key(name), "x".repeat(200));
                            return two.put(key(name), "y".repeat(200));
                        });
                        System.out.println(name);
                    }
                });
            }
        }
    }
}
