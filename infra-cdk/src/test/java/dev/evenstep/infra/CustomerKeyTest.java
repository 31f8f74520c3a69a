package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.checklist.Checklist;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** With a key of the customer's, all that holds data is encrypted by it, in both templates, and every role may use it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomerKeyTest {

    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    /** Where a resource of each kind names its key. */
    private static final Map<String, String> KINDS = Map.of(
            "AWS::SQS::Queue", "/Properties/KmsMasterKeyId",
            "AWS::DynamoDB::Table", "/Properties/SSESpecification/KMSMasterKeyId",
            "AWS::Logs::LogGroup", "/Properties/KmsKeyId",
            "AWS::SNS::Topic", "/Properties/KmsMasterKeyId",
            "AWS::Events::Archive", "/Properties/KmsKeyIdentifier");

    private final Path folder;
    private final RawTemplate sam;
    private final RawTemplate cdk;

    CustomerKeyTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        var app = app(folder);
        var unused = shop(app);
        app.synth();
        sam = RawTemplate.read(Repository.SAM).with("KmsKeyArn", KEY);
        cdk = RawTemplate.read(folder.resolve("shop.template.json"));
    }

    private static App app(Path into) throws IOException {
        Map<String, Object> context = new HashMap<>(
                new ObjectMapper().convertValue(Synthesis.settings().path("context"), new TypeReference<>() {}));
        context.put("kmsKeyArn", KEY);
        return new App(AppProps.builder()
                .context(context)
                .outdir(into.toString())
                .analyticsReporting(false)
                .build());
    }

    private static ShopStack shop(App app) {
        return new ShopStack(app, "shop", new FunctionJars(Repository.ROOT));
    }

    private void ofBoth(BiConsumer<String, RawTemplate> claim) {
        claim.accept("template.yaml", sam);
        claim.accept("the CDK app", cdk);
    }

    @Test
    void allThatHoldsDataIsEncryptedByIt() {
        ofBoth((name, template) -> {
            var meaning = new Meaning(template);
            var resources = template.resources().values();
            KINDS.forEach((kind, key) -> assertThat(resources)
                    .as("%s of %s", kind, name)
                    .filteredOn(resource -> resource.path("Type").asText().equals(kind))
                    .isNotEmpty()
                    .allSatisfy(resource ->
                            assertThat(meaning.text(resource.at(key))).isEqualTo(KEY)));
        });
    }

    @Test
    void everyRoleMayUseIt() {
        ofBoth((name, template) -> assertThat(Grants.of(template))
                .as(name)
                .filteredOn(sentence -> sentence.endsWith(KEY))
                .hasSize(2 * template.resources("AWS::IAM::Role").size())
                .contains(
                        "Function shop-audit-events may kms:Decrypt on " + KEY,
                        "Function shop-place-order may kms:GenerateDataKey on " + KEY));
    }

    @Test
    void bothTemplatesSayTheSame() {
        assertThat(Inventory.difference(sam, cdk)).isEmpty();
        assertThat(Grants.of(sam)).isEqualTo(Grants.of(cdk));
    }

    @Test
    void theChecklistIsKept() throws IOException {
        ofBoth((name, template) -> assertThat(Checklist.findings(Deployments.of(template)))
                .as(name)
                .isEmpty());
        assertThat(Nag.findings(shop(app(folder.resolve("nag"))))).isEmpty();
    }

    @Test
    void withoutItNothingNamesAKey() throws IOException {
        var template = RawTemplate.read(Repository.SAM);

        assertThat(template.resources().values())
                .noneMatch(resource -> KINDS.containsKey(resource.path("Type").asText())
                        && KINDS.values().stream()
                                .anyMatch(key -> !resource.at(key).isMissingNode()));
        assertThat(Grants.of(template))
                .noneMatch(sentence -> sentence.contains(" kms:") && !sentence.endsWith("on Key.Arn"));
    }

    @Test
    void itIsWithoutEffectLocally() {
        var options = TemplateOptions.defaults()
                .withStackName("shop")
                .withParameter("PaymentGatewayUrl", "http://gateway.test")
                .withParameter("KmsKeyArn", KEY);

        assertThat(Templates.read(Repository.SAM, options).queues())
                .isEqualTo(Stacks.read(Repository.SAM).queues());
    }
}
