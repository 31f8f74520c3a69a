package dev.evenstep.infra;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import software.amazon.awscdk.App;

/** A file of the CDK's library, which its jar holds as a packed tape archive. */
final class LibraryFile {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE = 12;

    private LibraryFile() {}

    static byte[] read(String path) throws IOException {
        try (var archive = new BufferedInputStream(new GZIPInputStream(packed(), 1 << 16), 1 << 16)) {
            for (var header = archive.readNBytes(BLOCK); header.length == BLOCK; header = archive.readNBytes(BLOCK)) {
                var size = size(header);
                if (text(header, 0, NAME).equals(path)) {
                    return archive.readNBytes(Math.toIntExact(size));
                }
                archive.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
            }
        }
        throw new IOException("no " + path + " in the CDK's library");
    }

    private static InputStream packed() throws IOException {
        var version = System.getProperty("cdk.version");
        var resource = App.class.getResourceAsStream("aws-cdk-lib@" + version + ".jsii.tgz");
        if (resource == null) {
            throw new IOException("no library of version " + version + " on the class path");
        }
        return resource;
    }

    private static long size(byte[] header) {
        var octal = text(header, SIZE_AT, SIZE);
        return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    }

    private static String text(byte[] header, int from, int length) {
        return new String(header, from, length, StandardCharsets.US_ASCII)
                .replace('\0', ' ')
                .strip();
    }
}
