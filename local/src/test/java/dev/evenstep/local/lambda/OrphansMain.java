package dev.evenstep.local.lambda;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program with one idle and one busy instance, to be killed by a test. */
public final class OrphansMain {

    private OrphansMain() {}

    /** @param args the folder to work in */
    public static void main(String[] args) throws Exception {
        RunnerFixture fixture = new RunnerFixture(Path.of(args[0]));
        FunctionRunner runner = fixture.runner(
                fixture.options(), fixture.function("idle", "Switchboard"), fixture.function("busy", "Switchboard"));
        for (String function : new String[] {"idle", "busy"}) {
            System.out.println(runner.invoke(function, "{\"do\":\"process\"}").payload());
        }
        Thread.ofVirtual().start(() -> runner.invoke("busy", "{\"do\":\"hang\"}"));
        await().until(() ->
                fixture.lines.stream().filter(line -> line.startsWith("START")).count() == 3);
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
