package dev.evenstep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to send, whatever it holds: even what no consumer could read.
 *
 * @param source the folder of its folder
 * @param type its folder
 */
record Payload(Path file, String source, String type, String body) {

    static Payload read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        Path absolute = file.toAbsolutePath().normalize();
        if (absolute.getNameCount() < 3) {
            throw new IllegalArgumentException(
                    file + " is not under <source>/<type>/, so it is not known where to send it; name a --queue");
        }
        String type = absolute.getName(absolute.getNameCount() - 2).toString();
        String source = absolute.getName(absolute.getNameCount() - 3).toString();
        return new Payload(file, source, type, Files.readString(file));
    }

    boolean isCommand() {
        return source.equals("shop-web");
    }
}
