package dev.evenstep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShowPlaceTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = Depot.aws();

    private final Depot depot = Depot.at(AWS);
    private final ShowPlace function = new ShowPlace();

    @Test
    void whatComesLateChangesNothing() throws IOException {
        invoke(Depot.scanned(2, "Van"));
        invoke(Depot.scanned(1, "Depot"));

        assertThat(depot.parcel()).containsEntry("place", "Van");
    }

    private void invoke(String event) throws IOException {
        String onTheBus = """
                {"id":"bus-1","source":"depot","detail-type":"Scanned","time":"2026-11-21T08:00:00Z","detail":%s}""".formatted(event);
        function.handleRequest(
                new ByteArrayInputStream(onTheBus.getBytes(StandardCharsets.UTF_8)),
                OutputStream.nullOutputStream(),
                Depot.CONTEXT);
    }
}
