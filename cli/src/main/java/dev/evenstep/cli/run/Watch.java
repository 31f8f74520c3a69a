package dev.evenstep.cli.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks again and again at what a run is made of: its functions' code, its template, and the sources of both. */
public final class Watch implements AutoCloseable {

    private static final long MILLISECONDS_BETWEEN = 500;

    private final LocalRun run;
    private final List<SourceBuild> builds;
    private final WatchedFiles template;
    private final PrintWriter out;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("watch").factory());

    /** @param builds are run now, and when their sources change; empty where somebody else builds */
    public static Watch of(LocalRun run, Path template, List<SourceBuild> builds, PrintWriter out) {
        builds.forEach(build -> build.build(out));
        return new Watch(run, template, builds, out);
    }

    private Watch(LocalRun run, Path template, List<SourceBuild> builds, PrintWriter out) {
        this.run = run;
        this.builds = List.copyOf(builds);
        this.template = new WatchedFiles(() -> List.of(template));
        this.out = out;
    }

    /** From now on until it is closed. */
    public void start() {
        var unused = looking.scheduleWithFixedDelay(
                this::look, MILLISECONDS_BETWEEN, MILLISECONDS_BETWEEN, TimeUnit.MILLISECONDS);
    }

    void look() {
        try {
            if (template.changed()) {
                out.println("! the template changed: restart to run it");
            }
            builds.forEach(build -> build.look(out));
            run.reload();
        } catch (RuntimeException unreadable) {
            // Files come and go while a build writes them; the next look sees them whole.
            out.println("! cannot look at what changed: " + unreadable.getMessage());
        }
    }

    @Override
    public void close() {
        List<Runnable> unused = looking.shutdownNow();
    }
}
