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
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Items as bytes on disk. What is read back equals what was written, in the same order. */
public final class ItemCodec implements Codec<Item> {

    private static final int OBJECT = 64;
    private static final int OFFSET = 200; // scales are from -125 to 167

    @Override
    public byte[] write(Item item) {
        ByteSink sink = new ByteSink();
        entries(sink, item.attributes());
        return sink.toArray();
    }

    @Override
    public Item read(byte[] bytes) {
        return new Item(entries(ByteBuffer.wrap(bytes)));
    }

    @Override
    public int weight(Item item) {
        return OBJECT + OBJECT * item.attributes().size() + ItemSize.of(item);
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
            case Value.N(var number) -> number(sink.tag('N'), number);
            case Value.B(var bytes) -> sink.tag('B').bytes(bytes.toArray());
            case Value.Bool(var flag) -> sink.tag(flag ? 't' : 'f');
            case Value.Null() -> sink.tag('0');
            case Value.M(var entries) -> entries(sink.tag('M'), entries);
            case Value.L(var elements) -> all(sink.tag('L'), elements, ItemCodec::value);
            case Value.Ss(var texts) -> all(sink.tag('s'), texts, ByteSink::text);
            case Value.Ns(var numbers) -> all(sink.tag('n'), numbers, ItemCodec::number);
            case Value.Bs(var all) -> all(sink.tag('b'), all, (out, bytes) -> out.bytes(bytes.toArray()));
        }
    }

    private static <T> void all(ByteSink sink, Collection<T> members, BiConsumer<ByteSink, T> writer) {
        sink.size(members.size());
        members.forEach(member -> writer.accept(sink, member));
    }

    private static void number(ByteSink sink, BigDecimal number) {
        sink.size(number.scale() + OFFSET).bytes(number.unscaledValue().toByteArray());
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
            case 'N' -> new Value.N(number(in));
            case 'B' -> new Value.B(Bytes.of(ByteSink.bytes(in)));
            case 't' -> new Value.Bool(true);
            case 'f' -> new Value.Bool(false);
            case '0' -> new Value.Null();
            case 'M' -> new Value.M(entries(in));
            case 'L' -> new Value.L(Collections.unmodifiableList(all(in, ItemCodec::value)));
            case 's' -> new Value.Ss(set(in, ByteSink::text));
            case 'n' -> new Value.Ns(set(in, ItemCodec::number));
            case 'b' -> new Value.Bs(set(in, buffer -> Bytes.of(ByteSink.bytes(buffer))));
            default -> throw new IllegalArgumentException("No attribute value begins so");
        };
    }

    private static BigDecimal number(ByteBuffer in) {
        int scale = ByteSink.size(in) - OFFSET;
        return new BigDecimal(new BigInteger(ByteSink.bytes(in)), scale);
    }

    private static <T> List<T> all(ByteBuffer in, Function<ByteBuffer, T> member) {
        int size = ByteSink.size(in);
        List<T> members = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            members.add(member.apply(in));
        }
        return members;
    }

    private static <T> Set<T> set(ByteBuffer in, Function<ByteBuffer, T> member) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(all(in, member)));
    }
}
