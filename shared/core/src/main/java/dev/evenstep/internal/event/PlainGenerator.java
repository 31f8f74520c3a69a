package dev.evenstep.internal.event;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Writes JSON as {@link PlainJson} has it, and refuses what that refuses; it does not say where. */
final class PlainGenerator extends JsonGeneratorDelegate {

    PlainGenerator(JsonGenerator json) {
        super(json, false);
    }

    @Override
    public void writeNumber(double number) throws IOException {
        if (!Double.isFinite(number)) {
            throw refused();
        }
        writeNumber(new BigDecimal(Double.toString(number)));
    }

    @Override
    public void writeNumber(float number) throws IOException {
        if (!Float.isFinite(number)) {
            throw refused();
        }
        writeNumber(new BigDecimal(Float.toString(number)));
    }

    @Override
    public void writeNumber(BigInteger number) throws IOException {
        writeNumber(new BigDecimal(number));
    }

    @Override
    public void writeNumber(BigDecimal number) throws IOException {
        if (!PlainJson.isShort(number)) {
            throw refused();
        }
        if (number.scale() > 0) {
            super.writeNumber(number.toPlainString());
        } else {
            super.writeNumber(number.toBigIntegerExact());
        }
    }

    @Override
    public void writeArray(double[] numbers, int offset, int length) throws IOException {
        writeStartArray(numbers, length);
        for (int i = offset; i < offset + length; i++) {
            writeNumber(numbers[i]);
        }
        writeEndArray();
    }

    @Override
    public void writeNumber(String number) throws IOException {
        throw refused();
    }

    @Override
    public void writeNumber(char[] number, int offset, int length) throws IOException {
        throw refused();
    }

    @Override
    public void writeRawValue(String json) throws IOException {
        throw refused();
    }

    @Override
    public void writeRawValue(String json, int offset, int length) throws IOException {
        throw refused();
    }

    @Override
    public void writeRawValue(char[] json, int offset, int length) throws IOException {
        throw refused();
    }

    private IOException refused() {
        return new JsonGenerationException("What is written is no plain JSON", this);
    }
}
