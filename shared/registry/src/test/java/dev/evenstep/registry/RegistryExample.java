package dev.evenstep.registry;

import dev.evenstep.spi.RecordMapping;
import java.net.URI;

/** What the documentation shows. */
final class RegistryExample {

    private RegistryExample() {}

    static RecordMapping mapping() {
        RecordMapping orders = RegistryMapping.confluent(
                        ConfluentSchemas.at(URI.create("https://registry.example.com")))
                .then(record -> record.withBody(envelope(record.body())));
        return orders;
    }

    private static String envelope(String order) {
        return "{\"specversion\":\"1.0\",\"id\":\"order\",\"source\":\"shop\",\"type\":\"OrderPlaced\",\"data\":"
                + order + "}";
    }
}
