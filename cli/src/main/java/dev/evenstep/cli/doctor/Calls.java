package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Unread;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks services, and keeps account of what they do not answer. */
final class Calls {

    private static final int FORBIDDEN = 403;
    private static final int NOT_IMPLEMENTED = 501;

    private final SortedMap<NotChecked, Integer> notChecked = new ConcurrentSkipListMap<>();

    /** How many resources of a kind did not tell something. */
    SortedMap<NotChecked, Integer> notChecked() {
        return new TreeMap<>(notChecked);
    }

    /**
     * What a call answers, or that it is {@link Unread}.
     *
     * @throws GoneException where the service does not have the resource
     */
    Object ask(DeployedResource resource, String action, Supplier<?> call) {
        return ask(List.of(resource), action, call);
    }

    /** The same, of some of one type at once. */
    Object ask(List<DeployedResource> resources, String action, Supplier<?> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            if (isGone(failure)) {
                throw new GoneException();
            }
            return unread(resources, action, reason(failure));
        }
    }

    /** The same, of all properties. */
    Map<String, Object> properties(DeployedResource resource, String action, Supplier<Map<String, Object>> call) {
        var told = ask(resource, action, call);
        return told instanceof Map<?, ?> map ? Words.map(map) : Map.of(Unread.REST, told);
    }

    Unread unread(List<DeployedResource> resources, String action, String reason) {
        notChecked.merge(new NotChecked(resources.getFirst().kind(), action, reason), resources.size(), Integer::sum);
        return new Unread(action + ": " + reason);
    }

    private static boolean isGone(SdkException failure) {
        var code = code(failure);
        return code.equals("NoSuchEntity")
                || Stream.of("NotFound", "NonExistent", "DoesNotExist").anyMatch(code::contains);
    }

    private static String reason(SdkException failure) {
        var status = failure instanceof AwsServiceException answered ? answered.statusCode() : 0;
        var code = code(failure);
        if (status == FORBIDDEN || code.startsWith("AccessDenied")) {
            return "access denied";
        }
        return status == NOT_IMPLEMENTED ? "there is no such call here" : code.isEmpty() ? failure.toString() : code;
    }

    private static String code(SdkException failure) {
        return failure instanceof AwsServiceException answered
                        && answered.awsErrorDetails() != null
                        && answered.awsErrorDetails().errorCode() != null
                ? answered.awsErrorDetails().errorCode()
                : "";
    }
}
