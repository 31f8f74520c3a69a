package com.example.meters.printing;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The printer service. It knows a job again by its Idempotency-Key, and answers the job's id as text. */
final class Printer {

    static final String NAME = "printer";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final URI jobs;

    private Printer(URI jobs) {
        this.jobs = jobs;
    }

    static Printer at(String url) {
        return new Printer(URI.create(url).resolve("/jobs"));
    }

    PrintJob print(Event<InvoiceLine> event) throws IOException, InterruptedException {
        InvoiceLine line = event.data();
        HttpRequest request = HttpRequest.newBuilder(jobs)
                .timeout(Duration.ofSeconds(3))
                .header("Idempotency-Key", event.id())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "%s, line %d: %d Wh".formatted(line.customer(), line.line(), line.wattHours())))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200, 201 -> new PrintJob(response.body());
            case 400, 422 -> throw new PermanentFailure("The printer refuses the line");
            default -> throw new DependencyFailure(NAME, "The printer answered " + response.statusCode());
        };
    }
}
