package dev.evenstep.archive;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.SqsFunction;

/** Shown in docs/archive.md. */
public final class KeepEvents implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SqsFunction function;

    public KeepEvents() {
        this(ArchiveFunction.from(System.getenv()));
    }

    KeepEvents(ArchiveFunction archive) {
        function = archive.sqs();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return function.handle(event, context);
    }
}
