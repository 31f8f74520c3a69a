package dev.evenstep.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was not read is judged by no rule, and all the rest is. */
class UnreadTest {

    private static final Unread UNREAD = new Unread("access denied");

    private static Resource alarm(Map<String, Object> properties) {
        return new Resource("AWS::CloudWatch::Alarm", "shop-errors", "shop-errors", "arn", properties, Map.of());
    }

    private static Examination examine(Map<String, Object> properties) {
        return Checklist.examine(new Deployment(List.of(alarm(properties))));
    }

    @Test
    void aPropertyThatWasNotReadIsJudgedByNoRule() {
        var examination = examine(Map.of(
                "AlarmActions", List.of("topic"), "AlarmDescription", UNREAD, "TreatMissingData", "notBreaching"));

        assertThat(examination.findings()).isEmpty();
        assertThat(examination.unjudged()).containsExactly("alarm-says-what-to-do");
    }

    @Test
    void noneOfWhatWasNotReadAtAllIsJudged() {
        var examination = examine(Map.of(Unread.REST, UNREAD));

        assertThat(examination.findings()).isEmpty();
        assertThat(examination.unjudged())
                .containsExactly("alarm-is-not-raised-by-silence", "alarm-says-what-to-do", "alarm-tells-somebody");
    }

    @Test
    void whatWasReadIsJudgedBesideIt() {
        Map<String, Object> properties = new HashMap<>(Map.of(Unread.REST, UNREAD));
        properties.put("TreatMissingData", "missing");

        assertThat(examine(properties).findings())
                .extracting(Finding::toString)
                .containsExactly("Alarm shop-errors: TreatMissingData is missing; must be notBreaching"
                        + " (alarm-is-not-raised-by-silence)");
    }

    @Test
    void anAlarmWhoseActionsAreSwitchedOffTellsNobody() {
        assertThat(examine(Map.of(
                                "AlarmActions",
                                List.of("topic"),
                                "ActionsEnabled",
                                "false",
                                "AlarmDescription",
                                "docs/runbook.md",
                                "TreatMissingData",
                                "notBreaching"))
                        .findings())
                .extracting(Finding::toString)
                .containsExactly("Alarm shop-errors: ActionsEnabled is false; must be true: else nobody is told"
                        + " (alarm-tells-somebody)");
    }

    @Test
    void oneRuleOfARoleIsJudgedWithoutTheOther() {
        var role = new Resource(
                "AWS::IAM::Role",
                "role",
                "role",
                "arn",
                Map.of("ManagedPolicyArns", List.of("arn:aws:iam::aws:policy/AdministratorAccess"), "Policies", UNREAD),
                Map.of());

        var examination = Checklist.examine(new Deployment(List.of(role)));

        assertThat(examination.findings()).extracting(Finding::rule).containsExactly("role-has-no-managed-policies");
        assertThat(examination.unjudged()).containsExactly("role-has-no-wildcards");
    }
}
