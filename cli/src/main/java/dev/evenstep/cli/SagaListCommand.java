package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.eventstore.projection.ViewQuery;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.eventstore.projection.Views.ViewPage;
import dev.evenstep.saga.SagaOverview;
import dev.evenstep.saga.SagaStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = {
            "Instances by status, the longest untouched first. A function has to run the projection sagas.",
            "Default: those that have not ended."
        })
final class SagaListCommand implements Callable<Integer> {

    private static final List<SagaStatus> OPEN =
            List.of(SagaStatus.QUARANTINED, SagaStatus.COMPENSATING, SagaStatus.RUNNING);

    @Option(names = "--status", paramLabel = "STATUS", description = "One of ${COMPLETION-CANDIDATES}.")
    private @Nullable SagaStatus status;

    @Option(names = "--saga", paramLabel = "NAME", description = "Only instances of this saga.")
    private @Nullable String saga;

    @Option(
            names = "--limit",
            paramLabel = "INSTANCES",
            defaultValue = "100",
            description = "How many of each status at most, from 1. Default: 100.")
    private int limit = 100;

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private ViewsOption views = new ViewsOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit is " + limit + ": 1 or more is needed");
        }
        PrintWriter out = spec.commandLine().getOut();
        Views<SagaOverview> overviews = Views.of(SagaOverview.PROJECTION, views.store());
        List<SagaOverview> all = (status == null ? OPEN.stream() : Stream.of(status))
                .flatMap(each -> of(overviews, each).stream())
                .toList();
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            all.forEach(overview -> array.add(SagaText.json(overview)));
            out.println(array);
        } else if (all.isEmpty()) {
            out.println("There is no such instance.");
        } else {
            all.forEach(overview -> out.println(SagaText.line(overview)));
        }
        return 0;
    }

    private List<SagaOverview> of(Views<SagaOverview> overviews, SagaStatus wanted) {
        List<SagaOverview> found = new ArrayList<>();
        ViewQuery query = ViewQuery.of(wanted.name());
        @Nullable String next = null;
        do {
            ViewPage<SagaOverview> page = overviews.page(next == null ? query : query.after(next));
            page.views().stream()
                    .map(Views.View::value)
                    .filter(overview -> saga == null || overview.saga().equals(saga))
                    .limit(limit - found.size())
                    .forEach(found::add);
            next = page.next();
        } while (next != null && found.size() < limit);
        return found;
    }
}
