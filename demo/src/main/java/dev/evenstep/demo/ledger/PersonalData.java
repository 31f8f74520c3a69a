package dev.evenstep.demo.ledger;

import static dev.evenstep.demo.ledger.Invariant.Meaning.EXPOSED;
import static dev.evenstep.demo.ledger.Invariant.Meaning.LOST;

import dev.evenstep.cli.deadletter.DeadLetterQueue;
import dev.evenstep.cli.deadletter.DeadLetterQueues;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.event.Envelope;
import dev.evenstep.spi.SubjectKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * Customers' addresses: whoever has their keys reads them, and nobody finds them in tables, streams, views, the outbox and
 * parked events among them, in dead letters and in logs. Work queues are empty when this looks.
 */
final class PersonalData {

    private final DeployedShop shop;
    private final Load load;
    private final SubjectKeys keys;
    private final TableReader tables;

    PersonalData(DeployedShop shop, Load load, SubjectKeys keys) {
        this.shop = shop;
        this.load = load;
        this.keys = keys;
        this.tables = new TableReader(shop);
    }

    List<Invariant> check(Facts facts, Instant begin) {
        return List.of(readWithItsKey(facts), nowhereInClear(begin));
    }

    private Invariant readWithItsKey(Facts facts) {
        Violations violations = new Violations("what is personal is read with its key", LOST);
        for (PlannedOrder order : load.orders()) {
            List<Envelope> events = Facts.EventsTold.of(facts.told().orders(), order.orderId());
            if (!order.imported() && !order.oldVersion() && !events.isEmpty()) {
                Object email = keys.decrypt(events.getFirst()).data().get("customerEmail");
                violations.requireThat(
                        order.customerEmail().equals(email),
                        "the first event of %s has another address than its command",
                        order.orderId());
            }
        }
        return violations.toInvariant();
    }

    private Invariant nowhereInClear(Instant begin) {
        Violations violations = new Violations("what is personal lies nowhere in clear", EXPOSED);
        DeployedShop.TABLES.forEach(table -> search("the table " + table, tables.all(table).stream(), violations));
        Map<String, DeadLetterQueue> queues = shop.deadLetterQueues().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> new DeadLetterQueue(shop.clients().sqs(), shop.deadLetterQueueUrl(name))));
        new DeadLetterQueues(queues)
                .list()
                .forEach((name, letters) -> search("the dead letters of " + name, letters.stream(), violations));
        Stream.concat(DeployedShop.CONSUMERS.stream(), DeployedShop.OTHERS.stream())
                .forEach(function -> search("the log of " + function, lines(function, begin), violations));
        return violations.toInvariant();
    }

    private static void search(String place, Stream<?> texts, Violations violations) {
        long found = texts.map(String::valueOf)
                .filter(text -> text.contains(PlannedOrder.MAIL_DOMAIN))
                .count();
        violations.requireThat(found == 0, "%s has an address in %d of its entries", place, found);
    }

    private Stream<String> lines(String function, Instant begin) {
        FilterLogEventsRequest request = FilterLogEventsRequest.builder()
                .logGroupName("/aws/lambda/" + shop.function(function))
                .filterPattern("\"" + PlannedOrder.MAIL_DOMAIN + "\"")
                .startTime(begin.toEpochMilli())
                .build();
        try {
            return shop.clients().logs().filterLogEventsPaginator(request).events().stream()
                    .map(event -> event.message())
                    .toList()
                    .stream();
        } catch (ResourceNotFoundException nothingWasLogged) {
            return Stream.empty();
        }
    }
}
