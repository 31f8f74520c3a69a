package dev.evenstep.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** What services answer, in CloudFormation's words, which begin with a capital: texts, lists and maps. */
final class Words {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Words() {}

    static Map<String, Object> of(SdkPojo answer) {
        Map<String, Object> words = new TreeMap<>();
        for (SdkField<?> field : answer.sdkFields()) {
            var value = field.getValueOrDefault(answer);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                var name = field.memberName();
                words.put(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), plain(value));
            }
        }
        return words;
    }

    /** A policy, as services keep it. */
    static Object ofJson(String json) {
        try {
            return plain(JSON.readTree(json));
        } catch (JsonProcessingException noJson) {
            return json;
        }
    }

    static Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> words = new TreeMap<>();
        map.forEach((key, value) -> words.put(key.toString(), value));
        return words;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case SdkPojo answer -> of(answer);
            case Collection<?> list -> list.stream().map(Words::plain).toList();
            case Map<?, ?> map -> {
                Map<String, Object> words = new TreeMap<>();
                map.forEach((key, each) -> words.put(key.toString(), plain(each)));
                yield words;
            }
            case JsonNode node
            when node.isObject() -> {
                Map<String, Object> words = new TreeMap<>();
                node.properties().forEach(each -> words.put(each.getKey(), plain(each.getValue())));
                yield words;
            }
            case JsonNode node
            when node.isArray() -> node.valueStream().map(Words::plain).toList();
            case JsonNode node -> node.asText();
            default -> value.toString();
        };
    }

    /** What stands in both, and the second's where both have it. */
    static Map<String, Object> with(Map<String, Object> words, Map<String, ?> more) {
        Map<String, Object> all = new TreeMap<>(words);
        all.putAll(more);
        return all;
    }

    static List<Object> listed(Object answer) {
        return answer instanceof List<?> list ? List.copyOf(list) : List.of(answer);
    }
}
