package dev.evenstep.dynamodb.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What holds for all values, held against many from a fixed seed. */
class KeyBytesTest {

    private static final int MANY = 10_000;
    private static final Value PARTITION = new Value.S("one");

    private final Random random = new Random(7);

    private Value.N number() {
        String digits = new BigInteger(1 + random.nextInt(125), random).toString();
        BigInteger unscaled = new BigInteger(digits.substring(0, Math.min(digits.length(), 1 + random.nextInt(38))));
        BigDecimal number = new BigDecimal(unscaled);
        int exponent = -130 + random.nextInt(256);
        BigDecimal scaled = number.scaleByPowerOfTen(exponent - number.precision() + 1);
        return new Value.N(NumberRules.parse((random.nextBoolean() ? scaled : scaled.negate()).toString()));
    }

    private Value.S string() {
        int[] alphabet = {0, 1, 'a', 'b', 0xFF, 0x7FF, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return new Value.S(text.toString());
    }

    private Value.B binary() {
        byte[] alphabet = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF};
        byte[] bytes = new byte[random.nextInt(5)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = alphabet[random.nextInt(alphabet.length)];
        }
        return new Value.B(ByteString.of(bytes));
    }

    private static byte[] content(Value value) {
        return value instanceof Value.S(var text)
                ? text.getBytes(UTF_8)
                : ((Value.B) value).bytes().toArray();
    }

    private static int order(Value left, Value right) {
        return left instanceof Value.N(var mine) && right instanceof Value.N(var theirs)
                ? mine.compareTo(theirs)
                : Arrays.compareUnsigned(content(left), content(right));
    }

    private static boolean beginsWith(Value value, Value prefix) {
        byte[] start = content(prefix);
        return start.length <= content(value).length
                && Arrays.equals(start, Arrays.copyOf(content(value), start.length));
    }

    private void ordersAsItsBytes(Supplier<? extends Value> values) {
        Value last = values.get();
        for (int i = 0; i < MANY; i++) {
            Value next = values.get();
            int order = order(last, next);
            byte[] left = KeyBytes.of(PARTITION, last);
            byte[] right = KeyBytes.of(PARTITION, next);
            int bytes = Integer.signum(Arrays.compareUnsigned(left, right));
            int joined = Integer.signum(Arrays.compareUnsigned(KeyBytes.join(left, right), KeyBytes.join(right, left)));
            if (bytes != Integer.signum(order) || joined != bytes) {
                throw new AssertionError(last + " and " + next);
            }
            last = next;
        }
    }

    @Test
    void numbersAreInTheirOrder() {
        ordersAsItsBytes(this::number);
    }

    @Test
    void stringsAreInTheOrderOfTheirBytes() {
        ordersAsItsBytes(this::string);
    }

    @Test
    void bytesAreInUnsignedOrder() {
        ordersAsItsBytes(this::binary);
    }

    @Test
    void rangesHoldExactlyWhatTheyName() {
        for (int i = 0; i < 2_000; i++) {
            List<Supplier<? extends Value>> kinds = List.of(this::number, this::string, this::binary);
            Supplier<? extends Value> kind = kinds.get(i % 3);
            Value key = kind.get();
            Value bound = kind.get();
            byte[] bytes = KeyBytes.join(KeyBytes.of(PARTITION, key), KeyBytes.of(new Value.S("table"), null));
            int order = order(key, bound);
            List<Boolean> contained = List.of(
                    KeyRange.equal(PARTITION, bound).contains(bytes),
                    KeyRange.less(PARTITION, bound, false).contains(bytes),
                    KeyRange.less(PARTITION, bound, true).contains(bytes),
                    KeyRange.greater(PARTITION, bound, false).contains(bytes),
                    KeyRange.greater(PARTITION, bound, true).contains(bytes),
                    KeyRange.between(PARTITION, bound, bound).contains(bytes));
            assertThat(contained)
                    .isEqualTo(List.of(order == 0, order < 0, order <= 0, order > 0, order >= 0, order == 0));
            assertThat(KeyRange.partition(PARTITION).contains(bytes)).isTrue();
            assertThat(KeyRange.partition(new Value.S("on")).contains(bytes)).isFalse();
            if (i % 3 > 0) {
                assertThat(KeyRange.beginsWith(PARTITION, bound).contains(bytes))
                        .isEqualTo(beginsWith(key, bound));
            }
        }
    }

    @Test
    void segmentsAreAllKeysOnceAndAboutEven() {
        int[] counts = new int[7];
        for (int i = 0; i < 3_500; i++) {
            byte[] key = KeyBytes.of(new Value.S("order-" + i), null);
            int found = 0;
            for (int segment = 0; segment < counts.length; segment++) {
                if (KeyRange.segment(segment, counts.length).contains(key)) {
                    counts[segment]++;
                    found++;
                }
            }
            assertThat(found).isEqualTo(1);
        }
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(400, 600));
    }

    private Value any(int depth) {
        return switch (random.nextInt(depth > 3 ? 8 : 10)) {
            case 0 -> number();
            case 1 -> string();
            case 2 -> binary();
            case 3 -> new Value.Bool(random.nextBoolean());
            case 4 -> new Value.NullValue();
            case 5 -> new Value.Members("SS", set(this::string));
            case 6 -> new Value.Members("NS", set(this::number));
            case 7 -> new Value.Members("BS", set(this::binary));
            case 8 -> new Value.M(entries(depth + 1));
            default -> {
                List<Value> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(any(depth + 1));
                }
                yield new Value.L(elements);
            }
        };
    }

    private Map<String, Value> entries(int depth) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            entries.put(string().text(), any(depth));
        }
        return Collections.unmodifiableMap(entries);
    }

    private Set<Value> set(Supplier<? extends Value> member) {
        Set<Value> members = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            members.add(member.get());
        }
        return members;
    }

    @Test
    void itemsComeBackFromBytesAndJsonAsTheyWere() {
        ItemCodec codec = new ItemCodec();
        for (int i = 0; i < 1_000; i++) {
            TableItem item = new TableItem(entries(0));
            assertThat(codec.read(codec.write(item))).isEqualTo(item);
            assertThat(ValueJson.readItem(ValueJson.write(item))).isEqualTo(item);
            assertThat(ValueJson.write(codec.read(codec.write(item))).toString())
                    .isEqualTo(ValueJson.write(item).toString());
        }
    }
}
