package dev.evenstep.checklist;

import java.util.List;
import java.util.stream.Stream;

/** A statement of a policy. */
record PolicyGrant(Object written) {

    /** @param policy with a {@code PolicyDocument} */
    static Stream<PolicyGrant> in(Object policy) {
        return Resource.each(policy, "PolicyDocument.Statement").stream().map(PolicyGrant::new);
    }

    private String text(String path) {
        return Resource.at(written, path).map(Object::toString).orElse("");
    }

    List<String> actions() {
        return texts("Action");
    }

    List<String> resources() {
        return texts("Resource");
    }

    private List<String> texts(String path) {
        return Resource.each(written, path).stream().map(Object::toString).toList();
    }

    boolean allows() {
        return text("Effect").equals("Allow");
    }

    boolean deniesPlainHttp() {
        return text("Effect").equals("Deny")
                && names("sqs:*")
                && text("Condition.Bool.aws:SecureTransport").equals("false");
    }

    boolean isForEventBridge() {
        return text("Principal.Service").equals("events.amazonaws.com");
    }

    boolean isForAnybody() {
        return text("Principal").equals("*") || texts("Principal.AWS").contains("*");
    }

    /** Whether the action is among its own; AWS takes any case. */
    boolean names(String action) {
        return actions().stream().anyMatch(action::equalsIgnoreCase);
    }

    /** The ARNs of {@code aws:SourceArn}, to whom it is restricted; none: to nobody. */
    List<String> sources() {
        return Stream.of("ArnEquals", "ArnLike", "StringEquals")
                .flatMap(test -> texts("Condition." + test + ".aws:SourceArn").stream())
                .toList();
    }
}
