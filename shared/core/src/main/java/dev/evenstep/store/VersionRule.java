package dev.evenstep.store;

/** Which versions an entity lets in. */
public enum VersionRule {
    /** Only the version right after the stored one: no event is left out. */
    NEXT,
    /** Any version after the stored one: the latest wins, what comes late is left out. */
    LATER;

    public boolean admits(int stored, int incoming) {
        return switch (this) {
            case NEXT -> incoming == stored + 1;
            case LATER -> incoming > stored;
        };
    }
}
