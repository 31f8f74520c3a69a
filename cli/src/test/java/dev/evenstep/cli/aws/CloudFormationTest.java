package dev.evenstep.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stack is made of, as CloudFormation answers it. */
class CloudFormationTest {

    private static final String PAGE = """
            <ListStackResourcesResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
              <ListStackResourcesResult>
                <StackResourceSummaries>%s</StackResourceSummaries>%s
              </ListStackResourcesResult>
            </ListStackResourcesResponse>""";

    private final List<String> asked = new ArrayList<>();
    private final List<String> signatures = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var unused = server.createContext("/", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = answers.get(asked.size() - 1).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void resourcesOfEveryPageAreNamedAsTheirServicesNameThem() {
        answers.add(PAGE.formatted(
                resource("Queue", "https://sqs.eu-central-1.amazonaws.com/123456789012/Orders")
                        + resource("Rule", "city|placed"),
                "<NextToken>to be continued</NextToken>"));
        answers.add(PAGE.formatted(resource("Table", "stock"), ""));

        assertThat(resources("the shop"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("Queue", "Orders", "Rule", "placed", "Table", "stock"));
        assertThat(asked)
                .containsExactly(
                        "Action=ListStackResources&Version=2010-05-15&StackName=the+shop",
                        "Action=ListStackResources&Version=2010-05-15&StackName=the+shop&NextToken=to+be+continued");
        assertThat(signatures).allMatch(signature -> signature.contains("/eu-central-1/cloudformation/aws4_request"));
    }

    @Test
    void aStackThatIsNotThereAndAnAnswerThatIsNoneHaveNothing() {
        status = 400;
        answers.add("<ErrorResponse/>");
        assertThat(resources("gone")).isEmpty();

        status = 200;
        answers.add("{\"no\":\"XML\"}");
        assertThat(resources("gone")).isEmpty();
    }

    private Map<String, String> resources(String stack) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (AwsClients clients = AwsClients.at(endpoint, Map.of("AWS_REGION", "eu-central-1"))) {
            return clients.cloudFormation().resources(stack);
        }
    }

    private static String resource(String logicalId, String physicalId) {
        return "<member><LogicalResourceId>%s</LogicalResourceId><PhysicalResourceId>%s</PhysicalResourceId></member>"
                .formatted(logicalId, physicalId);
    }
}
