package dev.evenstep.demo.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.demo.OrderMigration;
import dev.evenstep.demo.OrderMigration.MigrationReport;
import dev.evenstep.demo.shop.DeployedShop;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate-orders",
        description = {
            "Makes streams of the shop's orders that an older version kept as items of a table: a command for each.",
            "Refuses to begin while one of them is PLACED. May be run again: what has its stream stays as it is."
        })
final class MigrateOrdersCommand implements Callable<Integer> {

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:AWS_ENDPOINT_URL:-http://127.0.0.1:4566}",
            description = "Where AWS answers; aws: the account of your credentials. Default: ${DEFAULT-VALUE}")
    private URI endpoint = AwsClients.AWS;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "shop",
            description = "The deployed stack's name. Default: ${DEFAULT-VALUE}")
    private String stack = "shop";

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The table of the old orders, its whole name. Default: the stack's name and -orders")
    private @Nullable String table;

    @Option(names = "--dry-run", description = "Sends nothing, and says what there is.")
    private boolean dryRun;

    @Option(names = "--json", description = "The last line of standard output is one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String orders = table == null ? stack + "-orders" : table;
        PrintWriter err = spec.commandLine().getErr();
        try (AwsClients clients = AwsClients.at(endpoint)) {
            MigrationReport report =
                    new OrderMigration(new DeployedShop(stack, clients), orders, err::println).run(dryRun);
            spec.commandLine().getOut().println(json ? json(report, orders) : text(report, orders));
        }
        return 0;
    }

    private String text(MigrationReport report, String orders) {
        int all = report.confirmed() + report.cancelled();
        return "%s has %,d orders, %,d of them CONFIRMED; %,d have their streams already, %s"
                .formatted(
                        orders,
                        all,
                        report.confirmed(),
                        report.imported(),
                        dryRun
                                ? "%,d would be sent".formatted(all - report.imported())
                                : "%,d were sent".formatted(report.sent()));
    }

    private String json(MigrationReport report, String orders) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("table", orders)
                .put("confirmed", report.confirmed())
                .put("cancelled", report.cancelled())
                .put("imported", report.imported())
                .put("sent", report.sent())
                .put("dryRun", dryRun)
                .toString();
    }
}
