package dev.evenstep.demo.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a gateway remembers on disk, a JSON line each: charges and cancellations, and the port that it listened on. A line is written
 * before what it says is answered; one that a hard stop cut off was answered to nobody, and is dropped.
 */
final class ChargeFile {

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final List<ChargeBook.Entry> entries = new ArrayList<>();
    private int port;

    private ChargeFile(Path file) {
        this.file = file;
    }

    /** @throws UncheckedIOException naming the file that cannot be used */
    static ChargeFile in(Path folder) {
        ChargeFile opened = new ChargeFile(folder.resolve("payment-gateway.jsonl"));
        try {
            Files.createDirectories(folder);
            opened.read();
            return opened;
        } catch (IOException failure) {
            throw new UncheckedIOException("The payment gateway cannot use " + opened.file, failure);
        }
    }

    /** What was done before this opening. */
    List<ChargeBook.Entry> entries() {
        return entries;
    }

    /** Of the last opening; 0 where this is the first. */
    int port() {
        return port;
    }

    void keepPort(int now) {
        append(json.createObjectNode().put("port", now));
    }

    void keep(ChargeBook.Entry entry) {
        append(json.valueToTree(entry));
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        for (String line : whole.lines().toList()) {
            take(json.readTree(line));
        }
        if (whole.length() < text.length()) {
            Files.writeString(file, whole);
        }
    }

    private void take(JsonNode line) throws JsonProcessingException {
        if (line.has("port")) {
            port = line.path("port").intValue();
        } else {
            entries.add(
                    line.has("chargeId")
                            ? json.treeToValue(line, ChargeBook.Charge.class)
                            : json.treeToValue(line, ChargeBook.CancelledCharge.class));
        }
    }

    private void append(ObjectNode line) {
        try {
            Files.write(
                    file,
                    (line + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("The payment gateway cannot write " + file, failure);
        }
    }
}
