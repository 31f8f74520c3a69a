package dev.evenstep.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** Clients that answer at once, so that threads meet between any two steps. */
class NewKeyUnderLookersTest {

    private static final SdkBytes KEY = SdkBytes.fromByteArray(new byte[32]);

    private final AtomicInteger newest = new AtomicInteger();
    private final KmsSubjectKeys keys =
            KmsSubjectKeys.at(InstantSource.system(), new Table(), new Wrapping(), "keys", "key");

    @Test
    void aKeyThatIsMadeWhileOthersLookForItIsNeverTakenForErased() throws Exception {
        try (var lookers = Executors.newFixedThreadPool(2)) {
            var over = new AtomicBoolean();
            var found = new AtomicReference<@Nullable SecretKey>();
            for (int i = 0; i < 2; i++) {
                var unused = lookers.submit(() -> {
                    while (!over.get()) {
                        found.set(keys.toDecrypt("s-" + newest.get()));
                    }
                });
            }
            try {
                for (int i = 0; i < 20_000; i++) {
                    newest.set(i);
                    assertThat(keys.toEncrypt("s-" + i)).isNotNull();
                }
            } finally {
                over.set(true);
            }
        }
    }

    private static final class Table implements DynamoDbClient {

        private final Map<String, Map<String, AttributeValue>> items = new ConcurrentHashMap<>();

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            return GetItemResponse.builder()
                    .item(items.get(request.key().toString()))
                    .build();
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            Map<String, AttributeValue> key =
                    Map.of("subject", request.item().getOrDefault("subject", AttributeValue.fromS("")));
            items.put(key.toString(), request.item());
            return PutItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private static final class Wrapping implements KmsClient {

        @Override
        public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
            return GenerateDataKeyResponse.builder()
                    .plaintext(KEY)
                    .ciphertextBlob(KEY)
                    .build();
        }

        @Override
        public DecryptResponse decrypt(DecryptRequest request) {
            return DecryptResponse.builder().plaintext(KEY).build();
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {}
    }
}
