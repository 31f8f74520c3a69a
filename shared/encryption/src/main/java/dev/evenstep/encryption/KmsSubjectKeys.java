package dev.evenstep.encryption;

import dev.evenstep.spi.SubjectKeys;
import java.time.InstantSource;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Subjects' keys in a DynamoDB table with the partition key {@code subject}, each wrapped by one KMS key with the subject as its
 * encryption context. Erasing a subject destroys its wrapped key and leaves that it is erased.
 *
 * <p>A subject's first field costs a read of the table and a request to KMS, and where the key has to be made a write more. The
 * key is then kept in memory for {@link #MEMORY_SECONDS} seconds, 10,000 at most: for so long, a function that has it can still
 * use it after it was erased.
 */
public final class KmsSubjectKeys implements SubjectKeys {

    /** How long a key, or that it is erased, is known without asking again: 5 minutes. */
    public static final int MEMORY_SECONDS = 300;

    private final KeyTable table;
    private final KeyWrapping wrapping;
    private final KeyMemory memory;

    private KmsSubjectKeys(KeyTable table, KeyWrapping wrapping, InstantSource time) {
        this.table = table;
        this.wrapping = wrapping;
        this.memory = new KeyMemory(time);
    }

    /**
     * On clients of its own, whose region and credentials are those of Lambda's environment.
     *
     * @param environment with {@code SUBJECT_KEYS_TABLE}, the table's name, and {@code SUBJECT_KEYS_KMS_KEY_ID}, the ARN of the
     *     KMS key
     * @throws IllegalStateException naming the variable that is missing
     */
    public static KmsSubjectKeys from(Map<String, String> environment) {
        String table = required(environment, "SUBJECT_KEYS_TABLE", "the name of the table of subjects' keys");
        String kmsKeyId =
                required(environment, "SUBJECT_KEYS_KMS_KEY_ID", "the ARN of the KMS key that wraps subjects' keys");
        return of(KeyClients.dynamoDb(), KeyClients.kms(), table, kmsKeyId);
    }

    /** @param kmsKeyId an ARN, an id, or an alias */
    public static KmsSubjectKeys of(DynamoDbClient dynamoDb, KmsClient kms, String table, String kmsKeyId) {
        return at(InstantSource.system(), dynamoDb, kms, table, kmsKeyId);
    }

    static KmsSubjectKeys at(
            InstantSource time, DynamoDbClient dynamoDb, KmsClient kms, String table, String kmsKeyId) {
        return new KmsSubjectKeys(new KeyTable(dynamoDb, table, time), new KeyWrapping(kms, kmsKeyId), time);
    }

    @Override
    public @Nullable SecretKey toEncrypt(String subject) {
        SubjectKey key = memory.get(subject, () -> find(subject));
        // Whoever only looks may have asked in between, and then found none.
        while (!key.isKnown()) {
            key = memory.get(subject, () -> make(subject));
        }
        return key.usable();
    }

    @Override
    public @Nullable SecretKey toDecrypt(String subject) {
        return memory.get(subject, () -> find(subject)).usable();
    }

    @Override
    public void erase(String subject) {
        table.erase(subject);
        memory.forget(subject);
    }

    private SubjectKey find(String subject) {
        KeyTable.Row row = table.read(subject);
        if (row == null) {
            return SubjectKey.missing();
        }
        return row.wrapped() == null ? SubjectKey.erased() : SubjectKey.usable(wrapping.unwrap(subject, row.wrapped()));
    }

    private SubjectKey make(String subject) {
        KeyWrapping.Generated generated = wrapping.generate(subject);
        return table.add(subject, generated.wrapped()) ? SubjectKey.usable(generated.key()) : find(subject);
    }

    private static String required(Map<String, String> environment, String variable, String what) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            throw new IllegalStateException("The environment variable " + variable + " is missing: set it to " + what);
        }
        return value;
    }
}
