package dev.evenstep.kafkaserver;

import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** A broker and controller in one, until the process is told to end. */
public final class KafkaServerProcess {

    private KafkaServerProcess() {}

    /** @param arguments the file of its settings; its folders are formatted where they are not yet */
    public static void main(String[] arguments) {
        String settings = arguments[0];
        String cluster = Uuid.randomUuid().toString();
        int code = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "--cluster-id", cluster, "--config", settings},
                System.out);
        if (code != 0) {
            throw new IllegalStateException("the folders of " + settings + " cannot be formatted: see above");
        }
        Kafka.main(new String[] {settings});
    }
}
