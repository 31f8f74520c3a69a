package dev.evenstep.checklist;

/**
 * What a rule found.
 *
 * @param rule its name
 * @param resource such as {@code Queue shop-orders}
 * @param property of it, as a dotted path
 * @param value what is there; {@code nothing} where nothing is
 * @param demand what has to be there
 */
public record Finding(String rule, String resource, String property, String value, String demand) {

    static Finding of(Resource resource, String property, String demand) {
        return new Finding("", resource.label(), property, shown(resource.text(property)), demand);
    }

    static Finding of(Resource resource, String property, Object value, String demand) {
        return new Finding("", resource.label(), property, shown(value.toString()), demand);
    }

    private static String shown(String value) {
        return value.isEmpty() || value.equals("[]") ? "nothing" : value;
    }

    Finding by(String name) {
        return new Finding(name, resource, property, value, demand);
    }

    /** A sentence for whoever has to mend it. */
    @Override
    public String toString() {
        return resource + ": " + property + " is " + value + "; must be " + demand + " (" + rule + ")";
    }
}
