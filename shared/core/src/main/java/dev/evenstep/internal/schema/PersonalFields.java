package dev.evenstep.internal.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which fields of a type are personal, and which fields say whose they are. */
public final class PersonalFields {

    private static final Pattern NAME = Pattern.compile("[^.\\s]+(\\.[^.\\s]+)*");

    private PersonalFields() {}

    /** @throws InvalidSchemaException when there are none, or one says whose it is itself */
    public static Map<String, String> with(
            Map<String, String> before, String type, String subject, List<String> fields) {
        Map<String, String> personal = new LinkedHashMap<>(before);
        requireName(type, subject);
        if (fields.isEmpty()) {
            throw invalid(type, "has no personal fields of " + subject + "; name some, or leave withPersonal out");
        }
        for (String field : fields) {
            requireName(type, field);
            personal.put(field, subject);
        }
        personal.keySet().forEach(field -> requireClearSubjects(type, field, personal.values()));
        return Map.copyOf(personal);
    }

    private static void requireClearSubjects(String type, String field, Collection<String> subjects) {
        if (subjects.stream().anyMatch(subject -> (subject + ".").startsWith(field + "."))) {
            throw invalid(
                    type,
                    "has the personal field " + field + ", which says whose fields are; name one that stays in clear");
        }
    }

    private static void requireName(String type, String field) {
        if (!NAME.matcher(field).matches()) {
            throw invalid(type, "has the field \"" + field + "\"; fields are names with dots between them");
        }
    }

    private static InvalidSchemaException invalid(String type, String what) {
        return new InvalidSchemaException(type, "Event type " + type + " " + what);
    }
}
