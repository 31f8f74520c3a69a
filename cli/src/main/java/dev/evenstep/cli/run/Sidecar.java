package dev.evenstep.cli.run;

import dev.evenstep.cli.aws.AwsClients;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the functions of one template need beside AWS on this machine: something to call, something in their tables. */
public interface Sidecar {

    /**
     * Whether this template is meant.
     *
     * @param parameters that it declares
     */
    boolean knows(Set<String> parameters);

    /** The stack's name, where the user gives none. */
    String stackName();

    /**
     * Starts before the template does.
     *
     * @param data the folder where everything is kept; null: in memory
     */
    Running start(@Nullable Path data);

    /** Runs, and ends after the template does. */
    interface Running extends AutoCloseable {

        /** Of the template's parameters, those that the user need not give. */
        Map<String, String> parameters();

        /** Called once, when everything answers: puts into tables what the functions expect to find. */
        void fill(String stackName, AwsClients clients);

        /** Where it answers, by what it is, such as {@code payment gateway}. */
        Map<String, URI> urls();

        /** Idempotent. */
        @Override
        void close();
    }
}
