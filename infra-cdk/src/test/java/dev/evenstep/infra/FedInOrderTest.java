package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.event.ruler.Machine;

/**
 * Consumers in order are fed every event of the shop's entities, which are its orders: strict order counts versions
 * without a hole. Who consumes in order is told by {@code PARKED_TABLE}, without which such a consumer does not start.
 */
@ExtendWith(Synthesis.Extension.class)
class FedInOrderTest {

    private static List<MappingSpec> mappingsInOrder(Stack stack) {
        return stack.functions().stream()
                .filter(function -> function.environment().containsKey("PARKED_TABLE"))
                .map(FunctionSpec::name)
                .flatMap(function -> stack.mappings().stream()
                        .filter(mapping -> mapping.function().equals(function)))
                .toList();
    }

    /** No rule fills a FIFO queue, whose own order is another one. */
    private static List<QueueSpec> fedInOrder(Stack stack) {
        return mappingsInOrder(stack).stream()
                .map(MappingSpec::sourceArn)
                .flatMap(arn ->
                        stack.queues().stream().filter(queue -> queue.arn().equals(arn) && !queue.fifo()))
                .toList();
    }

    private static Machine rulesInto(QueueSpec queue, Stack stack) throws IOException {
        var machine = Machine.builder().build();
        for (var rule : stack.rules()) {
            if (rule.enabled()
                    && rule.targets().stream().anyMatch(target -> target.arn().equals(queue.arn()))) {
                machine.addRule(rule.name(), rule.pattern());
            }
        }
        return machine;
    }

    private static List<String> holes(Path template) throws Exception {
        var stack = Stacks.read(template);
        List<String> holes = new ArrayList<>();
        for (var queue : fedInOrder(stack)) {
            var rules = rulesInto(queue, stack);
            for (var sample : SampleEvent.all()) {
                if (sample.isOfAnOrder()
                        && rules.rulesForJSONEvent(sample.onTheBus()).isEmpty()) {
                    holes.add(hole(sample, Stacks.withoutStack(queue.name())));
                }
            }
        }
        return holes;
    }

    private static String hole(SampleEvent sample, String consumer) {
        return ("%s is not taken by any rule of %s, which consumes in order (it has PARKED_TABLE) and must be fed every"
                        + " version of an order: one that it never gets is a gap, behind which all that follows is parked"
                        + " and then dead-lettered. Add detail-type %s, source %s, to its rule in template.yaml and in"
                        + " ShopStack; what its consumer has no function for only moves the order's position on")
                .formatted(sample.file(), consumer, sample.type(), sample.source());
    }

    @Test
    void everyVersionOfAnOrderReachesWhoeverConsumesInOrder(Synthesis app) throws Exception {
        assertThat(holes(Repository.SAM)).isEmpty();
        assertThat(holes(app.template())).isEmpty();
    }

    /** Lambda deletes what a filter does not let through, wake-ups too. */
    @Test
    void nothingIsFilteredOutBetweenTheQueueAndWhoeverConsumesInOrder(Synthesis app) {
        for (var template : List.of(Repository.SAM, app.template())) {
            assertThat(mappingsInOrder(Stacks.read(template)))
                    .isNotEmpty()
                    .allSatisfy(mapping -> assertThat(mapping.filters())
                            .as("filters between the queue and %s, which consumes in order", mapping.function())
                            .isEmpty());
        }
    }

    @Test
    void thereAreConsumersInOrderAndEventsForThem() throws IOException {
        assertThat(fedInOrder(Stacks.read(Repository.SAM)))
                .extracting(queue -> Stacks.withoutStack(queue.name()))
                .containsExactly("track-order");
        assertThat(SampleEvent.all()).filteredOn(SampleEvent::isOfAnOrder).hasSizeGreaterThan(12);
    }

    @Test
    void aTypeThatTheRuleDoesNotTakeIsNamed(Synthesis app, @TempDir Path folder) throws Exception {
        assertThat(holes(app.changed("\"OrderCancelled\"", "\"OrderUndone\"", folder)))
                .singleElement()
                .asString()
                .startsWith("shop/OrderCancelled/v1-cancelled.json is not taken by any rule of track-order")
                .contains("a gap", "Add detail-type OrderCancelled, source shop,");
    }

    @Test
    void aSourceThatTheRuleDoesNotTakeIsNamed(Synthesis app, @TempDir Path folder) throws Exception {
        assertThat(holes(app.changed("\"old-shop\"", "\"older-shop\"", folder)))
                .hasSize(4)
                .allMatch(hole -> hole.startsWith("old-shop/"));
    }
}
