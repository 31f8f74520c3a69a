package dev.evenstep.infra;

import dev.evenstep.cdk.DeploymentEnvironment;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** Synthesises the shop; what {@code cdk} starts, as {@code cdk.json} tells it. */
public final class ShopApp {

    private ShopApp() {}

    /** @param arguments the folder that holds {@code functions}, where it is not the one above this */
    public static void main(String[] arguments) {
        try {
            synthesise(new FunctionJars(Path.of(arguments.length == 0 ? ".." : arguments[0])));
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage());
            System.exit(1);
        }
    }

    /** Into the folder that {@code cdk} names. */
    private static void synthesise(FunctionJars jars) {
        var app = new App(AppProps.builder().analyticsReporting(false).build());
        new ShopStack(app, DeploymentEnvironment.of(app).stackName("shop"), jars);
        app.synth();
    }
}
