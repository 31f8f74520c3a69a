package dev.evenstep.local.lambdaapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.lambda.FunctionName;
import dev.evenstep.local.lambda.FunctionRunner;
import dev.evenstep.local.mapping.Mappings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The Lambda API (REST-JSON, {@code 2015-03-31}): {@code Invoke}, {@code GetFunction}, {@code GetFunctionConfiguration},
 * {@code GetFunctionEventInvokeConfig}, {@code ListFunctions}, {@code GetEventSourceMapping},
 * {@code ListEventSourceMappings}, {@code UpdateEventSourceMapping} and {@code GetAccountSettings}. Errors have the API's own shape.
 */
public final class LambdaService implements AwsService {

    private final InvokeOperation invoke;
    private final FunctionOperations functions;
    private final MappingOperations mappings;

    public LambdaService(FunctionRunner runner, Mappings mappings) {
        this.invoke = new InvokeOperation(runner);
        this.functions = new FunctionOperations(runner);
        this.mappings = new MappingOperations(runner, mappings);
    }

    @Override
    public boolean serves(AwsRequest request) {
        return request.path().matches("/\\d{4}-\\d\\d-\\d\\d/(functions|event-source-mappings|account-settings)(/.*)?")
                || request.header("authorization").contains("/lambda/aws4_request");
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        Query query = Query.of(request.query());
        List<String> path = Arrays.stream(request.path().split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        String shape = path.size() < 2 ? "" : path.get(1);
        String call = request.method() + " " + shape + " " + path.size();
        return switch (call) {
            case "GET functions 2" -> functions.list(query);
            case "GET functions 3" -> functions.get(name(path, query));
            case "GET functions 4" ->
                switch (last(path)) {
                    case "configuration" -> functions.configuration(name(path, query));
                    case "event-invoke-config" -> functions.invokeConfiguration(name(path, query));
                    default -> unknown(request);
                };
            case "POST functions 4" ->
                last(path).equals("invocations") ? invoke.handle(name(path, query), request) : unknown(request);
            case "GET event-source-mappings 2" -> mappings.list(query);
            case "GET event-source-mappings 3" -> mappings.get(path.get(2));
            case "PUT event-source-mappings 3" -> mappings.update(path.get(2), request.body());
            case "GET account-settings 2" -> functions.account();
            default -> unknown(request);
        };
    }

    private static FunctionName name(List<String> path, Query query) {
        FunctionName name = FunctionName.of(path.get(2));
        String qualifier = query.text("Qualifier").orElse(null);
        if (qualifier == null) {
            return name;
        }
        if (name.qualifier() != null && !name.qualifier().equals(qualifier)) {
            throw invalid("The derived qualifier from the function name does not match the specified qualifier.");
        }
        return new FunctionName(name.name(), qualifier);
    }

    static AwsException invalid(String message) {
        return new AwsException(400, "InvalidParameterValueException", message);
    }

    static AwsResponse json(int status, JsonNode body) {
        return new AwsResponse(status, Map.of("Content-Type", "application/json"), JsonTrees.bytes(body));
    }

    private static String last(List<String> path) {
        return path.getLast();
    }

    private static AwsResponse unknown(AwsRequest request) {
        throw new AwsException(
                404,
                "UnknownOperationException",
                request.method() + " " + request.path()
                        + " is no call of the Lambda API that is served here. Served are"
                        + " Invoke, GetFunction, GetFunctionConfiguration, GetFunctionEventInvokeConfig, ListFunctions,"
                        + " GetEventSourceMapping, ListEventSourceMappings, UpdateEventSourceMapping and GetAccountSettings;"
                        + " functions and mappings are made by the template.");
    }
}
