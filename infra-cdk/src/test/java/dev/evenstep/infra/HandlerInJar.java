package dev.evenstep.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A handler looked for as Lambda does it: in the jar and nowhere else, without running anything of it. */
final class HandlerInJar {

    private static final String INTERFACES = "com.amazonaws.services.lambda.runtime.";

    private HandlerInJar() {}

    /** Empty where there is none. */
    static String problem(Path jar, String handler) {
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            var type = Class.forName(handler, false, loader);
            if (Stream.of("RequestHandler", "RequestStreamHandler").noneMatch(name -> isA(name, type, loader))) {
                return handler + " is no RequestHandler and no RequestStreamHandler";
            }
            var unused = type.getConstructor();
            return "";
        } catch (ClassNotFoundException e) {
            return handler + " is not in the jar";
        } catch (NoSuchMethodException e) {
            return handler + " has no public constructor without parameters";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isA(String name, Class<?> type, ClassLoader loader) {
        try {
            return Class.forName(INTERFACES + name, false, loader).isAssignableFrom(type);
        } catch (ClassNotFoundException minimised) {
            return false;
        }
    }
}
