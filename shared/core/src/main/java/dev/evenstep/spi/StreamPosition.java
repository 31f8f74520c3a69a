package dev.evenstep.spi;

/**
 * An event's place in a stream of events that follow one another without holes: all versions of one entity, say.
 *
 * @param stream what is in order, not blank: for entity versions the envelope's subject
 * @param number from 0; the next event of the stream has the next number
 */
public record StreamPosition(String stream, long number) {

    public StreamPosition {
        if (stream.isBlank()) {
            throw new IllegalArgumentException("stream is blank: name what is in order");
        }
        if (number < 0) {
            throw new IllegalArgumentException("number is " + number + " in " + stream + ": positions count from 0");
        }
    }
}
