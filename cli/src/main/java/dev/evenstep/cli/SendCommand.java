package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.demo.shop.DeployedShop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "send",
        description = {
            "Puts samples on their queue or bus.",
            "A file under <source>/<type>/ goes where that source sends:",
            "what is under shop-web/ to the order queue, all else to the bus."
        })
final class SendCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Payloads, such as events-samples/*/*/v2-placed.json.")
    private List<Path> files = List.of();

    @Option(
            names = "--queue",
            paramLabel = "FUNCTION",
            description = "Send to this function's queue whatever the path says: place-order, reserve-stock, …")
    private @Nullable String queue;

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        DeployedShop shop = endpoint.shop();
        Postman postman = new Postman(shop);
        ArrayNode sent = JsonNodeFactory.instance.arrayNode();
        for (Path file : files) {
            Postman.Receipt receipt = postman.send(Payload.read(file), queue);
            sent.addObject()
                    .put("file", file.toString())
                    .put("to", receipt.to())
                    .put("id", receipt.id());
            if (!json) {
                out.printf("%s -> %s (%s)%n", file, receipt.to(), receipt.id());
            }
        }
        if (json) {
            out.println(sent);
        }
        return 0;
    }
}
