package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is set beside a table is read back. */
class TagsAndTimeToLiveTest {

    private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/Listeners";
    private static final String TTL =
            "{'TableName':'Listeners','TimeToLiveSpecification':{'Enabled':%s,'AttributeName':'%s'}}";

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));
    private final Fixture fixture = new Fixture(DynamoDbOptions.defaults().withTime(time));

    @BeforeEach
    void table() {
        fixture.withListeners();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tagsComeAndGo() {
        fixture.call(
                "TagResource",
                "{'ResourceArn':'%s','Tags':[{'Key':'a','Value':'1'},{'Key':'b','Value':'2'}]}".formatted(ARN));
        fixture.call("TagResource", "{'ResourceArn':'%s','Tags':[{'Key':'b','Value':'3'}]}".formatted(ARN));
        fixture.call("UntagResource", "{'ResourceArn':'%s','TagKeys':['a']}".formatted(ARN));

        assertThat(fixture.call("ListTagsOfResource", "{'ResourceArn':'%s'}".formatted(ARN))
                        .path("Tags"))
                .isEqualTo(Fixture.json("{'Tags':[{'Key':'b','Value':'3'}]}").path("Tags"));
    }

    @Test
    void whatIsNoTableHasNoTags() {
        assertThat(fixture.refusal("TagResource", "{'ResourceArn':'Listeners','Tags':[{'Key':'a','Value':'1'}]}"))
                .startsWith("ValidationException: Invalid TableArn");
        assertThat(fixture.refusal("UntagResource", "{'ResourceArn':'%s2','TagKeys':['a']}".formatted(ARN)))
                .startsWith("ResourceNotFoundException");
        assertThat(fixture.refusal("ListTagsOfResource", "{'ResourceArn':'%s2'}".formatted(ARN)))
                .startsWith("AccessDeniedException");
    }

    @Test
    void timeToLiveIsChangedOnceAnHour() {
        fixture.call("UpdateTimeToLive", TTL.formatted("true", "until"));

        assertThat(fixture.call("DescribeTimeToLive", "{'TableName':'Listeners'}")
                        .path("TimeToLiveDescription"))
                .isEqualTo(Fixture.json("{'TimeToLiveStatus':'ENABLED','AttributeName':'until'}"));
        assertThat(fixture.refusal("UpdateTimeToLive", TTL.formatted("true", "until")))
                .isEqualTo("ValidationException: TimeToLive is already enabled");
        assertThat(fixture.refusal("UpdateTimeToLive", TTL.formatted("true", "later")))
                .endsWith("TimeToLive is active on a different AttributeName: current AttributeName is until");
        assertThat(fixture.refusal("UpdateTimeToLive", TTL.formatted("false", "until")))
                .endsWith("Time to live has been modified multiple times within a fixed interval");

        time.advance(Duration.ofHours(1));
        fixture.call("UpdateTimeToLive", TTL.formatted("false", "until"));
        assertThat(fixture.call("DescribeTimeToLive", "{'TableName':'Listeners'}")
                        .path("TimeToLiveDescription"))
                .isEqualTo(Fixture.json("{'TimeToLiveStatus':'DISABLED'}"));
    }

    @Test
    void backupsAreToldBack() {
        fixture.call("UpdateContinuousBackups", """
                {'TableName':'Listeners','PointInTimeRecoverySpecification':{'PointInTimeRecoveryEnabled':true}}""");

        assertThat(fixture.call("DescribeContinuousBackups", "{'TableName':'Listeners'}")
                        .findValue("PointInTimeRecoveryStatus")
                        .asText())
                .isEqualTo("ENABLED");
        assertThat(fixture.refusal("DescribeContinuousBackups", "{'TableName':'Others'}"))
                .isEqualTo("TableNotFoundException: Table not found: Others");
    }
}
