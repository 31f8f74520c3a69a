package dev.evenstep.local.template.language;

/**
 * Something wrong with a template.
 *
 * @param line where it stands, counted from 1; 0: not in the file at all
 * @param where the section, or the resource and its property
 * @param what the value, the rule and what to do; cut where it quotes a value too long to read
 */
public record Problem(int line, String where, String what) {

    private static final int LONGEST = 600;

    public Problem {
        what = what.length() > LONGEST ? what.substring(0, LONGEST) + "…" : what;
    }

    @Override
    public String toString() {
        return (line == 0 ? "" : "line " + line + ": ") + (where.isEmpty() ? "" : where + ": ") + what;
    }
}
