package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.payments.PaymentsStack;
import dev.evenstep.checklist.Checklist;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** The stack that the page <i>CDK</i> shows is one for production. */
class ExampleTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void writeJars() throws IOException {
        for (var jar : List.of("outbox.jar", "take.jar", "book.jar")) {
            Files.writeString(folder.resolve(jar), jar);
        }
    }

    private Path template() {
        var app = new App(
                AppProps.builder().outdir(folder.resolve("cdk.out").toString()).build());
        new PaymentsStack(app, "payments", folder);
        return Path.of(app.synth().getDirectory()).resolve("payments.template.json");
    }

    @Test
    void itKeepsTheWholeChecklist() throws IOException {
        assertThat(Checklist.findings(Deployments.of(RawTemplate.read(template()))))
                .isEmpty();
    }

    @Test
    void cdkNagFindsNothing() {
        assertThat(Nag.findings(new PaymentsStack(new App(), "payments", folder)))
                .isEmpty();
    }

    @Test
    void itRunsLocallyWithTheGrantsOfItsMode() {
        var stack = Templates.read(template(), TemplateOptions.defaults().withStackName("payments"));
        var take = stack.functions().stream()
                .filter(function -> function.name().equals("payments-take-payment"))
                .findFirst()
                .orElseThrow();
        var idempotency = "arn:aws:dynamodb:us-east-1:000000000000:table/payments-idempotency";

        assertThat(stack.queues())
                .extracting(QueueSpec::name)
                .contains("payments-take-payment.fifo", "payments-take-payment-dlq.fifo", "payments-book-payment-dlq");
        assertThat(stack.mappings()).hasSize(2).allMatch(mapping -> mapping.reportsItemFailures());
        assertThat(stack.roleOf(take).allows("dynamodb:UpdateItem", idempotency))
                .isTrue();
        assertThat(stack.roleOf(take).allows("dynamodb:PutItem", idempotency)).isFalse();
    }
}
