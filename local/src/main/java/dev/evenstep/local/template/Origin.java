package dev.evenstep.local.template;

import java.util.Comparator;
import java.util.Map;

/**
 * Where in the template a resource was written: for most the resource itself; for what SAM makes of a function's events
 * the place within that function, so that whoever reads about a property finds it.
 *
 * @param resource a logical id
 * @param prefix a dotted path within the resource, ending in a dot where it is not empty
 * @param written beginnings of property paths, as they are read, with what was written in their stead
 */
record Origin(String resource, String type, String prefix, Map<String, String> written) {

    /** How the types begin that are SAM's own. */
    static final String SAM = "AWS::Serverless::";

    static Origin of(String resource, String type) {
        return new Origin(resource, type, "", Map.of());
    }

    Origin within(String path, Map<String, String> renamed) {
        return new Origin(resource, type, path.isEmpty() ? prefix : prefix + path + ".", renamed);
    }

    /**
     * Whether SAM reads this before CloudFormation does: it takes a property without a value for one that is not set.
     */
    boolean isSam() {
        return type.startsWith(SAM);
    }

    String path(String property) {
        var path = prefix
                + written.keySet().stream()
                        .filter(read -> property.equals(read) || property.startsWith(read + "."))
                        .max(Comparator.comparingInt(String::length))
                        .map(read -> join(written.getOrDefault(read, ""), property.substring(read.length())))
                        .orElse(property);
        return path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
    }

    private static String join(String beginning, String rest) {
        return beginning.isEmpty() && rest.startsWith(".") ? rest.substring(1) : beginning + rest;
    }

    String where(String property) {
        var path = path(property);
        return path.isEmpty() ? resource : resource + "." + path;
    }
}
