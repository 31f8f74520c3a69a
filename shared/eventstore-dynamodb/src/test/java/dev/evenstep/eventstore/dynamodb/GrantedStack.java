package dev.evenstep.eventstore.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code events.yaml} with functions whose roles allow what rows of {@code actions.csv} say, and nothing else. */
final class GrantedStack {

    private static final Path ACTIONS = Path.of("../aws/src/main/iam/dev/evenstep/cdk/actions.csv");
    private static final Path TABLES = Path.of("src/test/resources/events.yaml");
    private static final String FUNCTION = """
              %1$s:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: !Sub ${AWS::StackName}-%1$s
                  Handler: ledger.Handler
                  Runtime: java21
                  CodeUri: src/test/resources
                  Policies:
            """;
    private static final String STATEMENT = """
                    - Statement: [{ Effect: Allow, Action: [%s], Resource: !Sub "%s" }]
            """;

    private GrantedStack() {}

    /** @param functions by their names: the resource for each row of the list */
    static Path with(Map<String, Map<String, String>> functions) {
        try {
            StringBuilder template = new StringBuilder(Files.readString(TABLES));
            List<String> rows = Files.readAllLines(ACTIONS);
            functions.forEach((function, grants) -> {
                template.append(FUNCTION.formatted(function));
                grants.forEach((use, resource) -> template.append(STATEMENT.formatted(actions(use, rows), resource)));
            });
            return Files.writeString(Files.createTempFile(Path.of("target"), "granted", ".yaml"), template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String actions(String use, List<String> rows) {
        return rows.stream()
                .map(row -> row.split("\\|", -1))
                .filter(row -> row[0].equals(use))
                .map(row -> row[2].replace(" ", ", "))
                .collect(Collectors.collectingAndThen(Collectors.joining(), actions -> {
                    if (actions.isEmpty()) {
                        throw new IllegalArgumentException("no row " + use);
                    }
                    return actions;
                }));
    }
}
