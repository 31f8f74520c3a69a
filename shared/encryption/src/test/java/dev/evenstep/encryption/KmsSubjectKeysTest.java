package dev.evenstep.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class KmsSubjectKeysTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/keys.yaml", Map.of());

    private static final String KMS_KEY = "arn:aws:kms:us-east-1:000000000000:key/k-1";

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder())
            .overrideConfiguration(config -> config.addExecutionInterceptor(counting()))
            .build();
    private final KmsClient kms = AWS.client(KmsClient.builder())
            .overrideConfiguration(config -> config.addExecutionInterceptor(counting()))
            .build();
    private final String table = AWS.name("subject-keys");

    @AfterEach
    void close() {
        dynamoDb.close();
        kms.close();
    }

    private ExecutionInterceptor counting() {
        return new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                requests.add(context.request().getClass().getSimpleName().replace("Request", ""));
            }
        };
    }

    /** As another instance of a function has them: it remembers nothing. */
    private KmsSubjectKeys instance() {
        InstantSource time = now::get;
        return KmsSubjectKeys.at(time, dynamoDb, kms, table, KMS_KEY);
    }

    @Test
    void everyInstanceHasTheSubjectsOneKey() {
        SecretKey key = instance().toEncrypt("s-1");

        assertThat(bytes(key)).hasSize(32);
        assertThat(instance().toEncrypt("s-1")).isEqualTo(key);
        assertThat(instance().toDecrypt("s-1")).isEqualTo(key);
        assertThat(instance().toEncrypt("s-2")).isNotEqualTo(key);
    }

    @Test
    void makingAKeyCostsARequestToKmsAndTwoToTheTable() {
        KmsSubjectKeys keys = instance();

        assertThat(keys.toEncrypt("s-1")).isNotNull();
        assertThat(requests).containsExactly("GetItem", "GenerateDataKey", "PutItem");

        assertThat(keys.toEncrypt("s-1")).isEqualTo(keys.toDecrypt("s-1"));
        assertThat(requests).hasSize(3);
    }

    @Test
    void aSubjectsFirstEventCostsTwoRequestsAndTheNextNone() {
        assertThat(instance().toEncrypt("s-1")).isNotNull();
        requests.clear();
        KmsSubjectKeys keys = instance();

        assertThat(keys.toDecrypt("s-1")).isNotNull();
        assertThat(requests).containsExactly("GetItem", "Decrypt");

        assertThat(keys.toDecrypt("s-1")).isEqualTo(keys.toEncrypt("s-1"));
        assertThat(requests).hasSize(2);
    }

    @Test
    void aBatchOfOneSubjectFetchesItsKeyOnce() throws Exception {
        KmsSubjectKeys keys = instance();
        assertThat(instance().toEncrypt("s-1")).isNotNull();
        requests.clear();

        assertThat(all(50, () -> keys.toDecrypt("s-1"))).hasSize(1).doesNotContainNull();
        assertThat(requests).containsExactly("GetItem", "Decrypt");
    }

    @Test
    void instancesThatMakeAKeyAtOnceAgreeOnOne() throws Exception {
        assertThat(all(20, () -> instance().toEncrypt("s-1"))).hasSize(1).doesNotContainNull();
    }

    private static List<@Nullable SecretKey> all(int times, Callable<@Nullable SecretKey> call) throws Exception {
        List<@Nullable SecretKey> keys = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<@Nullable SecretKey> key : threads.invokeAll(Collections.nCopies(times, call))) {
                keys.add(key.get());
            }
        }
        return keys.stream().distinct().toList();
    }

    @Test
    void anErasedKeyIsGoneForAllAndNoOtherIsMade() {
        KmsSubjectKeys keys = instance();
        assertThat(keys.toEncrypt("s-1")).isNotNull();

        keys.erase("s-1");

        assertThat(keys.toDecrypt("s-1")).isNull();
        assertThat(keys.toEncrypt("s-1")).isNull();
        assertThat(instance().toDecrypt("s-1")).isNull();
        assertThat(instance().toEncrypt("s-1")).isNull();
        assertThat(row("s-1")).containsOnlyKeys("subject", "erased");
    }

    @Test
    void somebodyWhoNeverHadAKeyCanBeErased() {
        instance().erase("s-1");

        assertThat(instance().toEncrypt("s-1")).isNull();
    }

    @Test
    void anInstanceKnowsAKeyForFiveMinutesAtMost() {
        KmsSubjectKeys keys = instance();
        assertThat(keys.toEncrypt("s-1")).isNotNull();
        instance().erase("s-1");

        now.updateAndGet(time -> time.plusSeconds(KmsSubjectKeys.MEMORY_SECONDS - 1));
        assertThat(keys.toDecrypt("s-1")).isNotNull();
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(keys.toDecrypt("s-1")).isNull();
    }

    @Test
    void aSubjectWithoutAKeyIsAskedForAgain() {
        KmsSubjectKeys keys = instance();

        assertThat(keys.toDecrypt("s-1")).isNull();
        assertThat(instance().toEncrypt("s-1")).isNotNull();
        assertThat(keys.toDecrypt("s-1")).isNotNull();
    }

    @Test
    void aRowThatIsCopiedToAnotherSubjectIsOfNoUse() {
        assertThat(instance().toEncrypt("s-1")).isNotNull();
        Map<String, AttributeValue> copy = new HashMap<>(row("s-1"));
        copy.put("subject", AttributeValue.fromS("s-2"));
        dynamoDb.putItem(request -> request.tableName(table).item(copy));

        assertThatThrownBy(() -> instance().toDecrypt("s-2")).isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void aFailureIsToldAndNotRemembered() {
        KmsSubjectKeys keys = instance();
        KmsSubjectKeys wrong = KmsSubjectKeys.of(dynamoDb, kms, table, "arn:aws:kms:us-east-1:111111111111:key/k-1");

        assertThatThrownBy(() -> wrong.toEncrypt("s-1")).isInstanceOf(NotFoundException.class);
        assertThat(keys.toEncrypt("s-1")).isNotNull();
        assertThatThrownBy(() -> wrong.toEncrypt("s-1")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theWrappedKeyIsNotTheKey() {
        SecretKey key = instance().toEncrypt("s-1");

        assertThat(row("s-1").toString())
                .contains("wrapped=")
                .doesNotContain(HexFormat.of().formatHex(bytes(key)));
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatThrownBy(() -> KmsSubjectKeys.from(Map.of("SUBJECT_KEYS_TABLE", "t")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The environment variable SUBJECT_KEYS_KMS_KEY_ID is missing: set it to the ARN of the KMS"
                        + " key that wraps subjects' keys");
    }

    private static byte[] bytes(@Nullable SecretKey key) {
        return Objects.requireNonNull(key).getEncoded();
    }

    private Map<String, AttributeValue> row(String subject) {
        return dynamoDb.getItem(
                        request -> request.tableName(table).key(Map.of("subject", AttributeValue.fromS(subject))))
                .item();
    }
}
