package dev.evenstep.dynamodb.value;

import dev.evenstep.engine.storage.Codec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Items as bytes on disk. What is read back equals what was written, in the same order. */
public final class ItemCodec implements Codec<TableItem> {

    private static final int OBJECT = 64;
    private static final int OFFSET = 200; // scales are from -125 to 167

    @Override
    public byte[] write(TableItem item) {
        ByteSink sink = new ByteSink();
        entries(sink, item.attributes());
        return sink.toArray();
    }

    @Override
    public TableItem read(byte[] bytes) {
        return new TableItem(entries(ByteBuffer.wrap(bytes)));
    }

    @Override
    public int weight(TableItem item) {
        return OBJECT + OBJECT * item.attributes().size() + BilledSize.of(item);
    }

    private static void entries(ByteSink sink, Map<String, Value> entries) {
        sink.size(entries.size());
        entries.forEach((name, value) -> {
            sink.text(name);
            value(sink, value);
        });
    }

    private static void value(ByteSink sink, Value value) {
        switch (value) {
            case Value.S(var text) -> sink.tag('S').text(text);
            case Value.N(var number) ->
                sink.tag('N')
                        .size(number.scale() + OFFSET)
                        .bytes(number.unscaledValue().toByteArray());
            case Value.B(var bytes) -> sink.tag('B').bytes(bytes.toArray());
            case Value.Bool(var flag) -> sink.tag(flag ? 't' : 'f');
            case Value.NullValue() -> sink.tag('0');
            case Value.M(var entries) -> entries(sink.tag('M'), entries);
            case Value.L(var elements) -> all(sink.tag('L'), elements);
            case Value.Members(var type, var all) -> all(sink.tag(Character.toLowerCase(type.charAt(0))), all);
        }
    }

    private static void all(ByteSink sink, Collection<Value> values) {
        sink.size(values.size());
        values.forEach(value -> value(sink, value));
    }

    private static Map<String, Value> entries(ByteBuffer in) {
        int size = ByteSink.size(in);
        Map<String, Value> entries = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            String name = ByteSink.text(in);
            entries.put(name, value(in));
        }
        return Collections.unmodifiableMap(entries);
    }

    private static Value value(ByteBuffer in) {
        return switch ((char) in.get()) {
            case 'S' -> new Value.S(ByteSink.text(in));
            case 'N' -> {
                int scale = ByteSink.size(in) - OFFSET;
                yield new Value.N(new BigDecimal(new BigInteger(ByteSink.bytes(in)), scale));
            }
            case 'B' -> new Value.B(ByteString.of(ByteSink.bytes(in)));
            case 't' -> new Value.Bool(true);
            case 'f' -> new Value.Bool(false);
            case '0' -> new Value.NullValue();
            case 'M' -> new Value.M(entries(in));
            case 'L' -> new Value.L(Collections.unmodifiableList(all(in)));
            case 's' -> set("SS", in);
            case 'n' -> set("NS", in);
            case 'b' -> set("BS", in);
            default -> throw new IllegalArgumentException("No attribute value begins so");
        };
    }

    private static Value set(String type, ByteBuffer in) {
        return new Value.Members(type, Collections.unmodifiableSet(new LinkedHashSet<>(all(in))));
    }

    private static List<Value> all(ByteBuffer in) {
        int size = ByteSink.size(in);
        List<Value> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(value(in));
        }
        return values;
    }
}
