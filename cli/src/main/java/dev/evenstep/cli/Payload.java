package dev.evenstep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to send, whatever it holds: even what no consumer could read.
 *
 * @param source the folder of its folder; empty where there is none
 * @param type its folder; empty where there is none
 */
record Payload(Path file, String source, String type, String body) {

    static Payload read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        Path absolute = file.toAbsolutePath().normalize();
        int names = absolute.getNameCount();
        String type = names < 3 ? "" : absolute.getName(names - 2).toString();
        String source = names < 3 ? "" : absolute.getName(names - 3).toString();
        return new Payload(file, source, type, Files.readString(file));
    }

    boolean isCommand() {
        return source.equals("shop-web");
    }
}
