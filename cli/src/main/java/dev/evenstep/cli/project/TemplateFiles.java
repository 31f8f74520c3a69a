package dev.evenstep.cli.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Resources as a project's files. Each part lists its own in {@code files}: a resource, and the path that it gets. A path
 * that several parts have is theirs in turn.
 *
 * @param words what stands for {@code @word@}, by the word
 */
record TemplateFiles(Map<String, String> words) {

    TemplateFiles {
        words = Map.copyOf(words);
    }

    /** @return texts by their paths */
    Map<String, String> of(List<String> parts) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (String part : parts) {
            for (Map.Entry<String, String> file : listed(part).entrySet()) {
                String unused = files.merge(file.getValue(), read(part + "/" + file.getKey()), String::concat);
            }
        }
        return files;
    }

    private Map<String, String> listed(String part) throws IOException {
        return read(part + "/files")
                .lines()
                .map(line -> line.split(" +", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (one, other) -> one, LinkedHashMap::new));
    }

    private String read(String resource) throws IOException {
        try (InputStream in = TemplateFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("This release lacks " + resource);
            }
            return withWords(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String withWords(String text) {
        String result = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            result = result.replace("@" + word.getKey() + "@", word.getValue());
        }
        return result;
    }
}
