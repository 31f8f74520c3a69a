package dev.evenstep.checklist;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource of a stack, in CloudFormation's words. Values are texts ({@code "60"}, {@code "true"}), lists and maps, and
 * {@link Unread} where one is not known; a reference to another resource is that one's {@link #ref()} or {@link #arn()}, whatever these look like.
 *
 * @param type such as {@code AWS::SQS::Queue}
 * @param name what it is called in the account
 * @param ref what {@code Ref} gives: a queue's URL, a function's name, an alias's ARN
 * @param properties what stands under {@code Properties}, and {@code DeletionPolicy} beside them
 * @param accepted rules by name that the resource need not keep, with the reason
 */
public record Resource(
        String type,
        String name,
        String ref,
        String arn,
        Map<String, Object> properties,
        Map<String, String> accepted) {

    public Resource {
        properties = Map.copyOf(properties);
        accepted = Map.copyOf(accepted);
    }

    boolean is(String reference) {
        return reference.equals(ref) || reference.equals(arn) || reference.equals(name);
    }

    /** {@code Queue shop-orders}. */
    String label() {
        return (type.substring(type.lastIndexOf(':') + 1) + " " + name).strip();
    }

    Optional<Object> at(String path) {
        return at(properties, path);
    }

    static Optional<Object> at(Object value, String path) {
        Optional<Object> found = Optional.of(value);
        for (var key : path.split("\\.", -1)) {
            found = found.filter(Map.class::isInstance).flatMap(map -> in((Map<?, ?>) map, key));
        }
        return found;
    }

    private static Optional<Object> in(Map<?, ?> map, String key) {
        Optional<Object> found = Optional.ofNullable(map.get(key))
                .or(() -> Optional.ofNullable(map.get(Unread.REST)).filter(Unread.class::isInstance));
        if (found.orElse("") instanceof Unread unread) {
            throw new UnreadException(unread);
        }
        return found;
    }

    /** No text where nothing stands there. */
    String text(String path) {
        return at(path).map(Object::toString).orElse("");
    }

    /** -1 where no number stands there. */
    long number(String path) {
        return parsed(text(path));
    }

    private static long parsed(String text) {
        return text.matches("\\d{1,15}(\\.0+)?") ? Long.parseLong(text.replaceFirst("\\..*", "")) : -1;
    }

    boolean isTrue(String path) {
        return text(path).equals("true");
    }

    /** What stands there, as a list: none, one or more. */
    List<Object> each(String path) {
        return each(properties, path);
    }

    static List<Object> each(Object value, String path) {
        return at(value, path)
                .map(found -> found instanceof List<?> list ? List.<Object>copyOf(list) : List.of(found))
                .orElse(List.of());
    }
}
