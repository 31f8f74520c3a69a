package dev.evenstep.dynamodb.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An attribute's value, immutable. */
public sealed interface Value {

    record S(String text) implements Value {}

    /** @param number of at most 38 significant digits, without trailing zeros */
    record N(BigDecimal number) implements Value {}

    record B(Bytes bytes) implements Value {}

    record Bool(boolean flag) implements Value {}

    record Null() implements Value {}

    record M(Map<String, Value> entries) implements Value {}

    record L(List<Value> elements) implements Value {}

    record Ss(Set<String> texts) implements Value {}

    record Ns(Set<BigDecimal> numbers) implements Value {}

    record Bs(Set<Bytes> all) implements Value {}
}
