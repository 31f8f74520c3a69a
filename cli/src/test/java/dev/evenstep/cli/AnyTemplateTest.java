package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.cli.run.FunctionOutput;
import dev.evenstep.cli.run.LocalRun;
import dev.evenstep.cli.run.StartReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Another team's project, started by the command from its own folder, and looked after by every other command. */
class AnyTemplateTest {

    @TempDir
    private static Path folder;

    private static RunningStart start;
    private static Ran said;
    private static JsonNode ready;
    private static AwsClients clients;

    @BeforeAll
    static void start() throws IOException {
        Path template = MetersProject.in(folder.resolve("meters"));
        start = new RunningStart("--template", template.toString(), "--parameter", "CentsPerKilowattHour=30");
        said = start.ready();
        ready = said.json();
        clients = AwsClients.at(URI.create(endpoint()));
    }

    @AfterAll
    static void close() {
        clients.close();
        start.close();
    }

    private static String endpoint() {
        return ready.path("endpoint").textValue();
    }

    @Test
    void theReportTellsWhatRunsAndNothingOfTheShop() {
        assertThat(ready.path("stack").textValue()).isEqualTo("meters");
        assertThat(texts("functions")).containsExactlyInAnyOrder("meters-Keep", "meters-Tell", "meters-Bill");
        assertThat(texts("queues"))
                .containsExactlyInAnyOrder("incoming-readings", "lost-readings", "meters-Unbilled", "meters-Untold");
        assertThat(texts("buses")).containsExactly("city");
        assertThat(texts("tables"))
                .contains("registers-of-meters", "meters-Bills")
                .hasSize(5);
        assertThat(ready.path("sidecars")).isEmpty();
        assertThat(ready.path("warnings")).isEmpty();
        assertThat(said.err()).contains("starting 3 functions").doesNotContain("do not start");
    }

    private static List<String> texts(String list) {
        List<String> texts = new ArrayList<>();
        ready.path(list).forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    @Test
    void anEventTakesEffectHoweverItsQueueIsNamed() throws IOException {
        List<String> names = List.of("incoming-readings", "MeterQueue", endpoint() + "/000000000000/incoming-readings");
        for (String name : names) {
            String meter = "meter-" + names.indexOf(name);

            Ran sent = run("send", reading(meter, 1, 7).toString(), "--to", name);

            assertThat(sent.code()).as(sent.err()).isZero();
            assertThat(sent.out()).contains(" -> incoming-readings (");
        }
        awaitThat(() -> cents("meter-0").equals("210") && cents("meter-1").equals("210"));
        awaitThat(() -> cents("meter-2").equals("210"));
        awaitThat(() -> run("outbox", "list").out().equals("Everything is published.\n"));
    }

    @Test
    void withoutATargetAnEventGoesToTheOnlyBus() throws IOException {
        Path kept = Files.writeString(
                folder.resolve("kept.json"),
                Files.readString(reading("meter-bus", 1, 9))
                        .replace("MeterRead", "ReadingKept")
                        .replace("\"grid\"", "\"meters\""));

        Ran sent = run("send", kept.toString(), "--json");

        assertThat(sent.json().get(0).path("to").textValue()).isEqualTo("city");
        awaitThat(() -> cents("meter-bus").equals("270"));
    }

    @Test
    void aTableTakesAnItemAndItsStreamTellsOfIt() throws IOException {
        Path item = Files.writeString(folder.resolve("item.json"), """
                {"meter": "meter-item", "cents": 1.50, "paid": false, "parts": [{"night": 1}, null]}""");

        Ran sent = run("send", item.toString(), "--to", "Bills");

        assertThat(sent.out()).isEqualTo(item + " -> meters-Bills\n");
        assertThat(bill("meter-item"))
                .containsEntry("paid", AttributeValue.fromBool(false))
                .containsEntry(
                        "parts",
                        AttributeValue.fromL(List.of(
                                AttributeValue.fromM(Map.of("night", AttributeValue.fromN("1"))),
                                AttributeValue.fromNul(true))));
        assertThat(cents("meter-item")).isEqualTo("1.5");
    }

    @Test
    void aTargetThatIsNotThereIsAnErrorThatNamesThoseThatAre() throws IOException {
        Ran sent = run("send", reading("nobody", 1, 1).toString(), "--to", "no-such-bus");

        assertThat(sent.code()).isEqualTo(1);
        assertThat(sent.out()).isEmpty();
        assertThat(sent.err())
                .contains("no-such-bus", "incoming-readings", "lost-readings", "city", "registers-of-meters");
    }

    @Test
    void aDeadLetterIsListedShownAndSentBackCorrected() throws IOException {
        Path bad = Files.writeString(
                folder.resolve("bad.json"),
                Files.readString(reading("meter-lost", 1, 4)).replace(":4", ":{}"));
        assertThat(run("send", bad.toString(), "--to", "MeterQueue").code()).isZero();
        awaitThat(() -> !letters("Keep").isEmpty());

        JsonNode letter = letters("lost-readings").get(0);
        assertThat(letter.path("reason").textValue()).isEqualTo("unreadable-data");
        assertThat(letter.path("function").textValue()).isEqualTo("Keep");
        assertThat(letter.path("queue").textValue()).isEqualTo("lost-readings");
        assertThat(letter.path("subject").textValue()).isEqualTo("meter-lost");
        assertThat(run("parked", "list").out()).contains("meter-lost", "DEAD_LETTERED");
        String id = letter.path("id").textValue();
        assertThat(run("dlq", "show", id).out()).contains("lost-readings", "unreadable-data");
        Ran back =
                run("dlq", "redrive", id, "--body", reading("meter-lost", 1, 4).toString());

        assertThat(back.out()).isEqualTo(id + " -> incoming-readings\n");
        awaitThat(() -> cents("meter-lost").equals("120"));
        assertThat(letters("Lost")).isEmpty();
        awaitThat(() -> run("parked", "list").out().equals("Nothing is parked.\n"));
    }

    @Test
    void everyQueueForDeadLettersIsKnownByWhateverNamesIt() {
        Ran unknown = run("dlq", "list", "nobody");

        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("those of [Keep, Bill, Tell]");
    }

    @Test
    void lettersThatSomebodyElseHoldsAreCounted() {
        String url = endpoint() + "/000000000000/meters-Untold";
        String unused = clients.sqs()
                .sendMessage(request -> request.queueUrl(url).messageBody("held"))
                .messageId();
        assertThat(clients.sqs()
                        .receiveMessage(request -> request.queueUrl(url))
                        .messages())
                .hasSize(1);

        Ran list = run("dlq", "list", "Tell");

        assertThat(list.out()).isEmpty();
        assertThat(list.err()).contains("1 in meters-Untold were in flight");
    }

    @Test
    void aSecondStackRunsBesideIt() throws IOException {
        Path template = Files.writeString(folder.resolve("jobs.yaml"), """
                Resources:
                  Jobs: { Type: "AWS::SQS::Queue", Properties: { QueueName: jobs.fifo, FifoQueue: true } }
                """);
        LocalRun.RunSettings settings = new LocalRun.RunSettings(template, "second", 0, null, Map.of());
        FunctionOutput output =
                new FunctionOutput(new java.io.PrintWriter(java.io.Writer.nullWriter()), FunctionOutput.Detail.TROUBLE);
        try (LocalRun second = LocalRun.start(settings, List.of(), output)) {
            Path job = Files.writeString(folder.resolve("job.json"), "no envelope");
            String url = second.endpoint().toString();

            Ran sent = Ran.of("send", job.toString(), "--to", "Jobs", "--endpoint", url);
            Ran unsent = Ran.of("send", job.toString(), "--endpoint", url);
            Ran event = Ran.of("send", reading("meter-second", 1, 1).toString(), "--endpoint", url);
            Ran stranger = Ran.of("dlq", "list", "--endpoint", url, "--stack", "meters");
            Ran none = Ran.of("parked", "list", "--endpoint", url);

            assertThat(sent.out()).contains(" -> jobs.fifo (");
            assertThat(event.out()).contains(" -> default (");
            assertThat(unsent.code()).isEqualTo(1);
            assertThat(unsent.err()).contains("job.json says no source and type", "--to");
            assertThat(stranger.code()).isEqualTo(1);
            assertThat(stranger.err()).contains("second", "meters", "--stack");
            assertThat(none.code()).isEqualTo(1);
            assertThat(none.err()).contains("PARKED_TABLE", "second");
            assertThat(new StartReport(second).text())
                    .contains("stack            second", "queue            jobs.fifo");
        }
    }

    @Test
    void aParameterThatIsMissingOrUnknownIsNamed() {
        String template = folder.resolve("meters/template.yaml").toString();

        Ran missing = Ran.of("start", "--port", "0", "--template", template);
        Ran unknown = Ran.of(
                "start",
                "--port",
                "0",
                "--template",
                template,
                "--parameter",
                "CentsPerKilowattHour=1",
                "--parameter",
                "Colour=red");

        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("CentsPerKilowattHour", "no value is given for it");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("Colour", "does not declare").doesNotContain("PaymentGatewayUrl");
    }

    private static JsonNode letters(String of) {
        Ran ran = run("dlq", "list", of, "--json");
        return ran.code() == 0 ? ran.json() : new ObjectMapper().createArrayNode();
    }

    private static Path reading(String meter, int version, int kilowattHours) throws IOException {
        return Files.writeString(folder.resolve(meter + "-" + version + ".json"), """
                {"specversion":"1.0","id":"%s-%d","source":"grid","type":"MeterRead","time":"2026-11-21T08:00:00Z",
                 "subject":"%s","entityversion":%d,"data":{"meter":"%s","kilowattHours":%d}}
                """.formatted(
                        meter, version, meter, version, meter, kilowattHours)
                .replace(": ", ":"));
    }

    private static String cents(String meter) {
        return Objects.requireNonNullElse(
                bill(meter).getOrDefault("cents", AttributeValue.fromN("")).n(), "");
    }

    private static Map<String, AttributeValue> bill(String meter) {
        return clients.dynamoDb()
                .getItem(request -> request.tableName("meters-Bills")
                        .key(Map.of("meter", AttributeValue.fromS(meter)))
                        .consistentRead(true))
                .item();
    }

    private static Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint", endpoint()));
        return Ran.of(all.toArray(String[]::new));
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }
}
