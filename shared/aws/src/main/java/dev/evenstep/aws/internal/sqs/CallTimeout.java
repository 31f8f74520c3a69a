package dev.evenstep.aws.internal.sqs;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long one request may take, all of its attempts together. */
final class CallTimeout {

    private CallTimeout() {}

    /** Half of the time is for the first attempt, so that there is some for another. */
    static Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration time) {
        return config -> config.apiCallTimeout(time).apiCallAttemptTimeout(time.dividedBy(2));
    }
}
