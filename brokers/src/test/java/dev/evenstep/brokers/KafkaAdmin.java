package dev.evenstep.brokers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** What tests do to a Kafka besides reading and writing. */
record KafkaAdmin(KafkaServer server) {

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()));
    }

    /** A topic that nobody has written to and no group has read. */
    void replace(String topic, String group) throws Exception {
        try (Admin admin = admin()) {
            if (admin.listTopics().names().get().contains(topic)) {
                admin.deleteTopics(Set.of(topic)).all().get();
            }
            if (admin.listGroups().all().get().stream()
                    .anyMatch(one -> one.groupId().equals(group))) {
                admin.deleteConsumerGroups(Set.of(group)).all().get();
            }
            admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
        }
    }

    /** How many records a group is done with, in all partitions. */
    long committed(String group) throws Exception {
        try (Admin admin = admin()) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }
}
