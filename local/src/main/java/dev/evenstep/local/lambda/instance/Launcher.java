package dev.evenstep.local.lambda.instance;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The main class of an instance's JVM: the runtime interface client, and a lifeline to the JVM that started it. Standard
 * input is the lifeline; it ends when that JVM ends, however it ends, and then this one halts at once. The function
 * itself sees an empty standard input, as on Lambda.
 *
 * <p>Runs with nothing of ours but itself on the class path, and uses no lambdas: they would cost 20 ms of every start.
 */
public final class Launcher {

    /** Asks for {@link #MARK} on standard output: what was printed before it came before it. */
    static final int ASK_MARK = 'm';

    /** Asks for an orderly exit. */
    static final int ASK_EXIT = 'x';

    /** Stands on standard output where a mark was asked for. */
    static final String MARK = "\0evenstep-mark\0\n";

    private Launcher() {}

    /** @param args the handler, and the function's name for whoever looks at the list of processes */
    public static void main(String[] args) throws Throwable {
        Thread lifeline = new Lifeline(new FileInputStream(FileDescriptor.in));
        System.setIn(InputStream.nullInputStream());
        lifeline.setDaemon(true);
        lifeline.start();
        int status = 1;
        try {
            AWSLambda.main(new String[] {args[0]});
            status = 0;
        } catch (Throwable failure) {
            failure.printStackTrace(System.err);
        }
        System.exit(status);
    }

    private static final class Lifeline extends Thread {

        private final FileInputStream in;

        Lifeline(FileInputStream in) {
            super("lifeline");
            this.in = in;
        }

        @Override
        public void run() {
            byte[] mark = MARK.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                for (int asked = in.read(); asked != -1; asked = in.read()) {
                    if (asked == ASK_EXIT) {
                        System.exit(0);
                    }
                    out.write(mark);
                }
            } catch (IOException gone) {
                // The other end is gone: the same as the end of the stream.
            }
            Runtime.getRuntime().halt(1);
        }
    }
}
