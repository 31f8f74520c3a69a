package dev.evenstep.dynamodb.value;

import dev.evenstep.dynamodb.value.Value.B;
import dev.evenstep.dynamodb.value.Value.Bool;
import dev.evenstep.dynamodb.value.Value.Bs;
import dev.evenstep.dynamodb.value.Value.L;
import dev.evenstep.dynamodb.value.Value.M;
import dev.evenstep.dynamodb.value.Value.N;
import dev.evenstep.dynamodb.value.Value.Ns;
import dev.evenstep.dynamodb.value.Value.Null;
import dev.evenstep.dynamodb.value.Value.S;
import dev.evenstep.dynamodb.value.Value.Ss;
import dev.evenstep.engine.storage.Codec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Items as bytes on disk. What is read back equals what was written, in the same order. */
public final class ItemCodec implements Codec<Item> {

    private static final int OBJECT = 64;

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
            case S(var text) -> sink.tag('S').text(text);
            case N(var number) -> number(sink.tag('N'), number);
            case B(var bytes) -> sink.tag('B').bytes(bytes.toArray());
            case Bool(var flag) -> sink.tag(flag ? 't' : 'f');
            case Null() -> sink.tag('0');
            case M(var entries) -> entries(sink.tag('M'), entries);
            case L(var elements) -> {
                sink.tag('L').size(elements.size());
                elements.forEach(element -> value(sink, element));
            }
            case Ss(var texts) -> {
                sink.tag('s').size(texts.size());
                texts.forEach(sink::text);
            }
            case Ns(var numbers) -> {
                sink.tag('n').size(numbers.size());
                numbers.forEach(number -> number(sink, number));
            }
            case Bs(var all) -> {
                sink.tag('b').size(all.size());
                all.forEach(bytes -> sink.bytes(bytes.toArray()));
            }
        }
    }

    private static void number(ByteSink sink, BigDecimal number) {
        sink.size(number.scale() + OFFSET).bytes(number.unscaledValue().toByteArray());
    }

    private static final int OFFSET = 200; // scales are from -125 to 167

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
            case 'S' -> new S(ByteSink.text(in));
            case 'N' -> new N(number(in));
            case 'B' -> new B(Bytes.of(ByteSink.bytes(in)));
            case 't' -> new Bool(true);
            case 'f' -> new Bool(false);
            case '0' -> new Null();
            case 'M' -> new M(entries(in));
            case 'L' -> {
                int size = ByteSink.size(in);
                List<Value> elements = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    elements.add(value(in));
                }
                yield new L(Collections.unmodifiableList(elements));
            }
            case 's' -> new Ss(set(in, ByteSink::text));
            case 'n' -> new Ns(set(in, ItemCodec::number));
            case 'b' -> new Bs(set(in, buffer -> Bytes.of(ByteSink.bytes(buffer))));
            default -> throw new IllegalArgumentException("No attribute value begins so");
        };
    }

    private static BigDecimal number(ByteBuffer in) {
        int scale = ByteSink.size(in) - OFFSET;
        return new BigDecimal(new BigInteger(ByteSink.bytes(in)), scale);
    }

    private static <T> Set<T> set(ByteBuffer in, Function<ByteBuffer, T> member) {
        int size = ByteSink.size(in);
        Set<T> members = LinkedHashSet.newLinkedHashSet(size);
        for (int i = 0; i < size; i++) {
            members.add(member.apply(in));
        }
        return Collections.unmodifiableSet(members);
    }
}
