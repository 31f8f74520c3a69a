package dev.evenstep.dynamodb.stream;

/**
 * How a stream is laid out.
 *
 * @param shards how many a new stream begins with; on AWS as many as its table has partitions
 */
public record StreamOptions(int shards) {

    public StreamOptions {
        if (shards < 1 || shards > 100) {
            throw new IllegalArgumentException("shards is %d: 1 to 100 are needed".formatted(shards));
        }
    }

    public static StreamOptions defaults() {
        return new StreamOptions(1);
    }
}
