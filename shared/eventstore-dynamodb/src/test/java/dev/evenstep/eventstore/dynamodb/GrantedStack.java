package dev.evenstep.eventstore.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code events.yaml} with functions whose roles allow what rows of {@code actions.csv} say, and nothing else. */
final class GrantedStack {

    private static final Path ACTIONS = Path.of("../aws/src/main/iam/dev/evenstep/cdk/actions.csv");
    private static final Path TABLES = Path.of("src/test/resources/events.yaml");

    private GrantedStack() {}

    /** @param functions by their names: the resource for each row of the list */
    static Path with(Map<String, Map<String, String>> functions) {
        try {
            StringBuilder template = new StringBuilder("Transform: AWS::Serverless-2016-10-31\n");
            template.append(Files.readString(TABLES));
            List<String> rows = Files.readAllLines(ACTIONS);
            functions.forEach((function, grants) -> {
                template.append("""
                          %1$s:
                            Type: AWS::Serverless::Function
                            Properties:
                              FunctionName: !Sub ${AWS::StackName}-%1$s
                              Handler: ledger.Handler
                              Runtime: java21
                              CodeUri: ../src/test/resources
                              Policies:
                        """.formatted(function));
                grants.forEach((use, resource) -> template.append("""
                                - Statement: [{ Effect: Allow, Action: [%s], Resource: !Sub "%s" }]
                        """.formatted(actions(use, rows), resource)));
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
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row " + use));
    }
}
