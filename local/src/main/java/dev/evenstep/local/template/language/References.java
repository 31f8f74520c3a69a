package dev.evenstep.local.template.language;

/** What {@code Ref} and {@code Fn::GetAtt} of a resource stand for. Whoever cannot answer reports it. */
public interface References {

    /** @param name a logical id, or one with a SAM suffix such as {@code MyFunction.Alias} */
    boolean has(String name);

    /** The value of {@code Ref}. */
    Node ref(String name, Node at, Place place);

    /** @param path the logical id, a dot and the attribute's name */
    Node attribute(String path, Node at, Place place);

    /** For parameters' and conditions' values, where resources are out of reach. */
    static References none(Problems problems) {
        return new References() {
            @Override
            public boolean has(String name) {
                return false;
            }

            @Override
            public Node ref(String name, Node at, Place place) {
                return refuse(name, at, place);
            }

            @Override
            public Node attribute(String path, Node at, Place place) {
                return refuse(path, at, place);
            }

            private Node refuse(String name, Node at, Place place) {
                return problems.broken(
                        at,
                        place.where(),
                        "refers to " + name + ", which is no parameter; only parameters can be used here");
            }
        };
    }
}
