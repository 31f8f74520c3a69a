package dev.evenstep.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Log lines read with the SDK. */
@ExtendWith(SharedAws.class)
class LogsServiceTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final LogStore store;
    private final CloudWatchLogsClient logs;
    private final String group = "/aws/lambda/" + UUID.randomUUID();

    LogsServiceTest(SharedAws.Running aws) {
        this.store = aws.aws().services().logs();
        this.logs = Clients.client(CloudWatchLogsClient.builder(), aws.endpoint());
    }

    @AfterEach
    void close() {
        logs.close();
    }

    private void append(String stream, int second, String message) {
        store.append(group, stream, NOON.plusSeconds(second), message);
    }

    private List<String> filter(Consumer<FilterLogEventsRequest.Builder> change) {
        List<String> messages = new ArrayList<>();
        String token = null;
        do {
            var request = FilterLogEventsRequest.builder().logGroupName(group).nextToken(token);
            change.accept(request);
            var page = logs.filterLogEvents(request.build());
            page.events().stream().map(FilteredLogEvent::message).forEach(messages::add);
            token = page.nextToken();
        } while (token != null);
        return messages;
    }

    @Test
    void groupsAndStreamsAreDescribed() {
        append("a", 1, "one");
        append("b", 5, "two");
        append("a", 3, "three");

        var described = logs.describeLogGroups(request -> request.logGroupNamePrefix(group));
        assertThat(described.logGroups()).singleElement().satisfies(found -> {
            assertThat(found.logGroupName()).isEqualTo(group);
            assertThat(found.arn()).isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:" + group + ":*");
            assertThat(found.storedBytes()).isEqualTo(11);
        });
        var streams = logs.describeLogStreams(request ->
                request.logGroupName(group).orderBy(OrderBy.LAST_EVENT_TIME).descending(true));
        assertThat(streams.logStreams()).extracting(LogStream::logStreamName).containsExactly("b", "a");
        assertThat(streams.logStreams().getLast().lastEventTimestamp())
                .isEqualTo(NOON.plusSeconds(3).toEpochMilli());
    }

    @Test
    void linesOfAllStreamsComeInTheOrderOfTime() {
        append("a", 1, "first");
        append("b", 3, "third");
        append("a", 2, "second");
        append("b", 3, "fourth");

        assertThat(filter(request -> {})).containsExactly("first", "second", "third", "fourth");
        assertThat(filter(request -> request.logStreamNames("b"))).containsExactly("third", "fourth");
        assertThat(filter(request -> request.startTime(NOON.plusSeconds(2).toEpochMilli())
                        .endTime(NOON.plusSeconds(2).toEpochMilli())))
                .containsExactly("second");
    }

    @Test
    void pagesAddUpToTheWhole() {
        IntStream.range(0, 25).forEach(i -> append("a", i / 10, "line " + i));

        assertThat(filter(request -> request.limit(4)))
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void aPageHasAboutOneMegabyte() {
        IntStream.range(0, 30).forEach(i -> append("a", i, "x".repeat(100_000)));

        var page = logs.filterLogEvents(request -> request.logGroupName(group));
        assertThat(page.events()).hasSize(11);
        assertThat(filter(request -> {})).hasSize(30);
    }

    @Test
    void aStreamIsReadForwardAndBackward() {
        IntStream.range(0, 5).forEach(i -> append("a", i, "line " + i));
        append("b", 9, "elsewhere");

        var newest = logs.getLogEvents(
                request -> request.logGroupName(group).logStreamName("a").limit(2));
        assertThat(newest.events()).extracting(OutputLogEvent::message).containsExactly("line 3", "line 4");
        var older = logs.getLogEvents(request ->
                request.logGroupName(group).logStreamName("a").limit(2).nextToken(newest.nextBackwardToken()));
        assertThat(older.events()).extracting(OutputLogEvent::message).containsExactly("line 1", "line 2");
        var again = logs.getLogEvents(
                request -> request.logGroupName(group).logStreamName("a").nextToken(older.nextForwardToken()));
        assertThat(again.events()).extracting(OutputLogEvent::message).containsExactly("line 3", "line 4");

        var end = logs.getLogEvents(
                request -> request.logGroupName(group).logStreamName("a").nextToken(again.nextForwardToken()));
        assertThat(end.events()).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(again.nextForwardToken());
        append("a", 9, "new");
        assertThat(logs.getLogEvents(request ->
                                request.logGroupName(group).logStreamName("a").nextToken(end.nextForwardToken()))
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("new");
        assertThat(logs.getLogEvents(request -> request.logGroupName(group)
                                .logStreamName("a")
                                .startFromHead(true)
                                .limit(1))
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("line 0");
    }

    @Test
    void patternsFilter() {
        append("a", 1, "ERROR order 1 failed");
        append("a", 2, "{\"level\":\"ERROR\",\"order\":2}");
        append("a", 3, "all is well");

        assertThat(filter(request -> request.filterPattern("ERROR"))).hasSize(2);
        assertThat(filter(request -> request.filterPattern("{ $.level = \"ERROR\" }")))
                .containsExactly("{\"level\":\"ERROR\",\"order\":2}");
    }

    @Test
    void whatIsNotThereIsToldAsOnAws() {
        append("a", 1, "one");

        assertThatThrownBy(() -> logs.filterLogEvents(request -> request.logGroupName("nowhere")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist.");
        assertThatThrownBy(() ->
                        logs.getLogEvents(request -> request.logGroupName(group).logStreamName("nowhere")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log stream does not exist.");
        assertThatThrownBy(() -> logs.filterLogEvents(
                        request -> request.logGroupName(group).nextToken("made up")))
                .isInstanceOf(CloudWatchLogsException.class)
                .hasMessageContaining("nextToken is invalid");
        assertThatThrownBy(() -> logs.deleteLogGroup(request -> request.logGroupName(group)))
                .hasMessageContaining("The local logs does not know the operation 'DeleteLogGroup'");
    }
}
