package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.internal.sqs.YieldOptions;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.retry.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The defaults in docs/reference.md are those of the options that the variables set. */
class DefaultsReferenceTest {

    private static final YieldOptions YIELD = YieldOptions.to("queue");

    private static final Map<String, Number> DEFAULTS = Map.of(
            "RETRY_ATTEMPTS", RetryPolicy.defaults().attempts(),
            "RETRY_PATIENCE_SECONDS", RetryPolicy.defaults().patience().toSeconds(),
            "BATCH_CONCURRENCY", BatchOptions.defaults().concurrency(),
            "GAP_PATIENCE_SECONDS", ConsumeOptions.defaults().patience().toSeconds(),
            "YIELD_TO_MESSAGES", YIELD.line(),
            "YIELD_AT_MOST_SECONDS", YIELD.longest().toSeconds());

    @Test
    void theyStandInTheirRows() throws IOException {
        String page = Files.readString(Path.of("../../docs/reference.md"));

        assertThat(DEFAULTS).allSatisfy((variable, value) -> {
            Matcher row = Pattern.compile("\\| `" + variable + "` \\|[^|]*\\|[^|]*\\| ([^|]*) \\|")
                    .matcher(page);
            assertThat(row.find()).as(variable).isTrue();
            assertThat(row.group(1)).as(variable).isEqualTo(value.toString());
        });
    }
}
