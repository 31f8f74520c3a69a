package dev.evenstep.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.LostReplyException;
import dev.evenstep.kinesis.control.ShardOperations;
import dev.evenstep.kinesis.control.StreamLifecycle;
import dev.evenstep.kinesis.control.StreamSetters;
import dev.evenstep.kinesis.control.StreamTags;
import dev.evenstep.kinesis.record.PutOperations;
import dev.evenstep.kinesis.record.ReadOperations;
import dev.evenstep.kinesis.record.Throughput;
import dev.evenstep.kinesis.stream.DataStreams;
import dev.evenstep.kinesis.wire.KinesisService;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Kinesis Data Streams in this JVM. Safe for concurrent use. */
public final class Kinesis implements AutoCloseable {

    private final KinesisOptions options;
    private final Map<String, UnaryOperator<ObjectNode>> operations;
    private final ReadOperations reading;
    private final KinesisFaults faults;
    private final DataStreams streams;

    private Kinesis(
            KinesisOptions options,
            Map<String, UnaryOperator<ObjectNode>> operations,
            ReadOperations reading,
            DataStreams streams) {
        this.options = options;
        this.operations = Map.copyOf(operations);
        this.reading = reading;
        this.streams = streams;
        this.faults = new KinesisFaults(options.faults(), options.time());
    }

    public static Kinesis start(KinesisOptions options) {
        var streams = new DataStreams(options.storage(), options.time(), options.account(), options.streamDelay());
        var throughput = new Throughput();
        var reading = new ReadOperations(streams, throughput);
        Map<String, UnaryOperator<ObjectNode>> operations = new HashMap<>();
        operations.putAll(new StreamLifecycle(streams).byName());
        operations.putAll(new ShardOperations(streams).byName());
        operations.putAll(new StreamSetters(streams).byName());
        operations.putAll(new StreamTags(streams).byName());
        operations.putAll(new PutOperations(streams, throughput, options.faults()).byName());
        operations.putAll(reading.byName());
        return new Kinesis(options, operations, reading, streams);
    }

    /**
     * Does an operation as AWS's JSON API describes it. Bytes are bytes or Base64, moments decimal numbers of seconds.
     *
     * @param operation such as {@code PutRecord}
     * @throws AwsException with AWS's code and words, where AWS refuses
     * @throws LostReplyException where a fault has it; over HTTP the connection ends
     */
    public ObjectNode call(String operation, ObjectNode request) {
        var known = operations.get(operation);
        if (known == null) {
            throw unknown(operation);
        }
        return faults.around(operation, request, known);
    }

    /** {@code GetRecords} beside the five reads that a shard gives in a second to those who call: for what delivers by itself. */
    public ObjectNode poll(ObjectNode request) {
        return faults.around("GetRecords", request, json -> reading.records(json, false));
    }

    /** Has somebody told of whatever comes to a stream, records and shards, for delivery without polling. */
    public DataStreams.Listening onAppend(String streamArn, Runnable signal) {
        return streams.onAppend(streamArn, signal);
    }

    private static AwsException unknown(String operation) {
        boolean fanOut = operation.contains("Consumer") || operation.equals("SubscribeToShard");
        return new AwsException(
                400,
                "UnknownOperationException",
                "This engine does not know the operation '%s'.%s"
                        .formatted(
                                operation,
                                fanOut
                                        ? " It has no enhanced fan-out: read with GetShardIterator and GetRecords."
                                        : ""));
    }

    /** The HTTP face, which is the face of the in-process client too. */
    public AwsService service() {
        return new KinesisService(this::call);
    }

    /** Idempotent. */
    @Override
    public void close() {
        options.time().close();
        options.storage().close();
    }
}
