package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateOptionsTest {

    private static final TemplateOptions DEFAULTS = TemplateOptions.defaults();

    private static TemplateOptions of(String region, String account, String partition) {
        return new TemplateOptions("shop", region, account, partition, DEFAULTS.endpoint(), Map.of(), Map.of());
    }

    @Test
    void parametersAddUp() {
        assertThat(DEFAULTS.withParameter("A", "1")
                        .withParameter("B", "2")
                        .withParameter("A", "3")
                        .parameters())
                .isEqualTo(Map.of("A", "3", "B", "2"));
        assertThat(DEFAULTS.parameters()).isEmpty();
    }

    @Test
    void badOptionsAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withStackName("1shop"))
                .withMessage("stackName is '1shop'; it must be 1 to 128 letters, digits and hyphens, a letter first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("Frankfurt", "000000000000", "aws"))
                .withMessageContaining("region is 'Frankfurt'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("us-east-1", "42", "aws"))
                .withMessageContaining("accountId is '42'; it must be 12 digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("us-east-1", "000000000000", "azure"))
                .withMessageContaining("partition is 'azure'");
    }
}
