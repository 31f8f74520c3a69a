package dev.evenstep.local.lambda.instance;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * What every instance needs beside the function's code: the runtime interface client with what it depends on, found on
 * our own class path; its native library, unpacked once, because the client itself unpacks it to one place for all and
 * JVMs that start together would overwrite each other's; and our {@link Launcher} in a jar of its own.
 *
 * @param classPath in front of the function's own, as on Lambda
 */
record RuntimeFiles(List<Path> classPath, Path nativeLibrary) {

    private static final List<Class<?>> PARTS =
            List.of(RequestHandler.class, PojoSerializer.class, AWSLambda.class, SdkInternalThreadLocal.class);

    /** @throws IllegalStateException where this system is none that the runtime interface client runs on */
    static RuntimeFiles prepare(Path folder) {
        try {
            List<Path> classPath = new ArrayList<>();
            classPath.add(launcher(folder));
            for (Class<?> part : PARTS) {
                Path place = placeOf(part);
                if (place.equals(placeOf(Launcher.class)) || Files.isDirectory(place)) {
                    throw new IllegalStateException(
                            "%s is in %s: functions see nothing but what is in its own jar, so that must be on our class path"
                                    .formatted(part.getName(), place));
                }
                if (!classPath.contains(place)) {
                    classPath.add(place);
                }
            }
            return new RuntimeFiles(List.copyOf(classPath), nativeLibrary(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the Lambda runtime in " + folder, e);
        }
    }

    private static Path placeOf(Class<?> part) {
        try {
            return Path.of(
                    part.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where " + part.getName() + " comes from", e);
        }
    }

    private static Path launcher(Path folder) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            for (String name : List.of("Launcher", "Launcher$Lifeline")) {
                String entry = Launcher.class.getPackageName().replace('.', '/') + "/" + name + ".class";
                ZipEntry header = new ZipEntry(entry);
                header.setTime(0);
                zip.putNextEntry(header);
                zip.write(resource(Launcher.class, "/" + entry));
                zip.closeEntry();
            }
        }
        return write(folder, "launcher", ".jar", jar.toByteArray());
    }

    private static Path nativeLibrary(Path folder) throws IOException {
        String system = System.getProperty("os.name", "");
        String processor = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch_64";
            default -> "";
        };
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux") || processor.isEmpty()) {
            throw new IllegalStateException(
                    "AWS's runtime interface client for Java runs on Linux (x86-64 or ARM64) only,"
                            + " this is " + system + " on " + System.getProperty("os.arch")
                            + ": run it in a Linux container or virtual machine");
        }
        String libc = isMusl(processor) ? "linux_musl" : "linux";
        return write(
                folder,
                "runtime-interface-client",
                ".so",
                resource(AWSLambda.class, "/jni/libaws-lambda-jni." + libc + "-" + processor + ".so"));
    }

    private static boolean isMusl(String processor) {
        return Files.exists(Path.of("/lib/ld-musl-" + processor.replace("aarch_64", "aarch64") + ".so.1"));
    }

    private static byte[] resource(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name + " on the class path");
            }
            return in.readAllBytes();
        }
    }

    /** Written under a name that differs with the content, so that another version of us does not get in the way. */
    private static Path write(Path folder, String name, String suffix, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return AtomicFiles.writeOnce(
                folder.resolve(name + "-" + Long.toHexString(checksum.getValue()) + suffix), content);
    }
}
