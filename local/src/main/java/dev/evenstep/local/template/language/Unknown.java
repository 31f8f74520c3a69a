package dev.evenstep.local.template.language;

/** What stands for a value that only an account knows, where the value itself is not needed. */
public final class Unknown {

    private static final String MARK = "⟨";

    private Unknown() {}

    static Node.Scalar of(String name, int line) {
        return Node.Scalar.text(MARK + name + "⟩", line);
    }

    /** Whether a text is made of such a value. */
    public static boolean isIn(String text) {
        return text.contains(MARK);
    }
}
