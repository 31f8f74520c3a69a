package dev.evenstep.cli.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Tells when files have changed and are whole, which is when two looks in a row see the same. */
final class WatchedFiles {

    private final Supplier<List<Path>> files;
    private Map<Path, List<Long>> known;
    private Map<Path, List<Long>> last;

    WatchedFiles(Supplier<List<Path>> files) {
        this.files = files;
        this.known = seen();
        this.last = known;
    }

    /** Whether something has changed since this last said so. */
    boolean changed() {
        Map<Path, List<Long>> now = seen();
        boolean whole = now.equals(last);
        boolean changed = whole && !now.equals(known);
        last = now;
        if (changed) {
            known = now;
        }
        return changed;
    }

    private Map<Path, List<Long>> seen() {
        Map<Path, List<Long>> seen = new TreeMap<>();
        files.get()
                .forEach(file -> seen.put(
                        file,
                        List.of(file.toFile().lastModified(), file.toFile().length())));
        return seen;
    }
}
