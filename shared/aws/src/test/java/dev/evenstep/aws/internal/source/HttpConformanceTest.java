package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Batched mode, which has the others' ways in it. What cannot be decoded is an element that is no event. */
class HttpConformanceTest extends SourceConformance<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    @Override
    public Source<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> source() {
        return HttpFormats.second(Set.of());
    }

    @Override
    public APIGatewayV2HTTPEvent event(List<SourceRecord> records) {
        String numbers = records.stream().map(record -> "" + record.number()).collect(Collectors.joining("-"));
        return request(
                "request-" + numbers,
                Map.of("Content-Type", "application/cloudevents-batch+json; charset=utf-8"),
                records.stream().map(HttpConformanceTest::element).collect(Collectors.joining(", ", " [ ", " ]")));
    }

    static APIGatewayV2HTTPEvent request(String id, Map<String, String> headers, String body) {
        return APIGatewayV2HTTPEvent.builder()
                .withHeaders(headers)
                .withBody(body)
                .withRequestContext(RequestContext.builder()
                        .withRequestId(id)
                        .withHttp(Http.builder().withMethod("POST").build())
                        .build())
                .build();
    }

    private static String element(SourceRecord record) {
        return record.kind() == SourceRecord.Kind.UNDECODABLE ? "\"broken ü\"" : record.body();
    }

    @Override
    public Set<Integer> named(APIGatewayV2HTTPResponse answer, List<SourceRecord> sent) {
        return Set.of();
    }

    @Override
    public boolean isRefused(APIGatewayV2HTTPResponse answer) {
        return answer.getStatusCode() >= 500;
    }

    @Override
    public String place(SourceRecord record) {
        return "request-";
    }

    @Override
    public boolean isNamedForGood() {
        return false;
    }

    @Override
    public boolean isOrdered() {
        return false;
    }
}
