package dev.evenstep.local.template.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * A template's file: YAML or JSON, told by its ending and else by its first character. Refused: more than 5 MB
 * (CloudFormation takes 1 MB), more than {@value #DEPTH} levels, aliases that unfold to more than
 * {@value #NODES} values.
 */
public final class TemplateText {

    static final int BYTES = 5 * 1024 * 1024;
    static final int DEPTH = 100;
    static final int NODES = 500_000;
    static final String TOO_DEEP = "this nests deeper than " + DEPTH + " levels; no template needs that";

    private TemplateText() {}

    /**
     * Reads the file that the problems are about.
     *
     * @throws TemplateException where the file cannot be read or is not well-formed
     */
    public static Node.Mapping read(Problems problems) {
        var text = text(problems);
        var root = isJson(problems.file(), text) ? JsonReader.read(text, 0, problems) : YamlReader.read(text, problems);
        problems.throwIfAny();
        if (root instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw problems.fatal(
                root.line(), "", "a template is a mapping with a section Resources; this file holds something else");
    }

    /** A table of JSON that belongs to the program: JSON is read in a fraction of the time that YAML takes at first. */
    public static Node resource(Class<?> beside, String name) {
        try (var stream = beside.getResourceAsStream(name)) {
            var bytes = Objects.requireNonNull(stream, name).readAllBytes();
            return JsonReader.read(new String(bytes, StandardCharsets.UTF_8), 0, new Problems(Path.of(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJson(Path file, String text) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return false;
        }
        return name.endsWith(".json") || text.stripLeading().startsWith("{");
    }

    private static String text(Problems problems) {
        try {
            if (Files.isDirectory(problems.file())) {
                throw problems.fatal(0, "", "this is a folder; name the template in it, such as template.yaml");
            }
            var size = Files.size(problems.file());
            if (size > BYTES) {
                throw problems.fatal(0, "", size + " bytes: a template has at most " + BYTES + "; split it");
            }
            return decode(Files.readAllBytes(problems.file()));
        } catch (NoSuchFileException e) {
            throw problems.fatal(0, "", "there is no such file");
        } catch (CharacterCodingException e) {
            throw problems.fatal(0, "", "this is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw problems.fatal(0, "", "it cannot be read: " + e);
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
