package dev.evenstep.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packages the sample functions as a build would. */
public final class FunctionJar {

    private static final List<String> SAMPLES = List.of("Switchboard", "Broken", "Slow", "Quitter", "Batches");

    private FunctionJar() {}

    /** A jar with all sample functions and nothing else. */
    public static Path write(Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            addSamples(out);
        }
        return jar;
    }

    /** A zip whose only entry is a library with the sample functions, as Lambda allows too. */
    public static Path writeWithLibrary(Path zip) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new JarEntry("config/greeting.txt"));
            out.write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            out.closeEntry();
            out.putNextEntry(new JarEntry("lib/samples.jar"));
            JarOutputStream library = new JarOutputStream(new Uncloseable(out));
            addSamples(library);
            library.finish();
            out.closeEntry();
        }
        return zip;
    }

    private static void addSamples(JarOutputStream jar) throws IOException {
        for (String sample : SAMPLES) {
            String entry = "dev/evenstep/local/lambda/samples/" + sample + ".class";
            jar.putNextEntry(new JarEntry(entry));
            try (InputStream content = FunctionJar.class.getResourceAsStream("/" + entry)) {
                if (content == null) {
                    throw new IOException("no " + entry);
                }
                content.transferTo(jar);
            }
            jar.closeEntry();
        }
    }

    private static final class Uncloseable extends java.io.FilterOutputStream {
        Uncloseable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() {}
    }
}
