package dev.evenstep.kinesis.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.request.KinesisRequest;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.DataStream;
import dev.evenstep.kinesis.stream.DataStreams;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Tags, by the stream's name and by its ARN. */
public final class StreamTags {

    private static final int MOST = 50;
    private static final Pattern VALID = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private final DataStreams streams;

    public StreamTags(DataStreams streams) {
        this.streams = streams;
    }

    public Map<String, UnaryOperator<ObjectNode>> byName() {
        return Map.of(
                "AddTagsToStream", json -> add(json, "StreamName", 10),
                "TagResource", json -> add(json, "ResourceARN", MOST),
                "RemoveTagsFromStream", json -> remove(json, "StreamName"),
                "UntagResource", json -> remove(json, "ResourceARN"),
                "ListTagsForStream", this::list,
                "ListTagsForResource", this::listAll);
    }

    /** A request's tags; what is wrong with their number and lengths, its {@code check} tells. */
    static Map<String, String> checked(KinesisRequest request, String name, int most) {
        var tags = request.entries(name);
        request.length(name, tags.toString(), tags.size(), 0, most);
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 128) {
                request.unfitKeys(
                        name,
                        tags,
                        "[Member must have length less than or equal to 128,"
                                + " Member must have length greater than or equal to 1]");
            }
            if (value.length() > 256) {
                request.unfitValues(
                        name,
                        tags,
                        "[Member must have length less than or equal to 256,"
                                + " Member must have length greater than or equal to 0]");
            }
        });
        return tags;
    }

    private static void checkCharacters(Iterable<String> texts) {
        for (String text : texts) {
            if (!VALID.matcher(text).matches()) {
                throw Refusals.invalid("Some tags contain invalid characters. Valid characters: "
                        + "Unicode letters, digits, white space, _ . / = + - % @.");
            }
        }
    }

    private static String target(KinesisRequest request, String name) {
        return name.equals("StreamName") ? DataStreams.named(request) : DataStreams.name(request.required(name));
    }

    private ObjectNode add(ObjectNode json, String target, int most) {
        var request = KinesisRequest.of(json);
        var name = target(request, target);
        var tags = checked(request, "Tags", most);
        if (!request.has("Tags")) {
            request.required("Tags");
        }
        request.check();
        streams.require(name);
        checkCharacters(tags.keySet());
        checkCharacters(tags.values());
        return change(name, all -> {
            all.putAll(tags);
            if (all.size() > MOST) {
                throw Refusals.invalid(
                        "Failed to add tags to stream %s under account %s because a given stream cannot have more than %d tags associated with it."
                                .formatted(name, streams.account().id(), MOST));
            }
        });
    }

    private ObjectNode remove(ObjectNode json, String target) {
        var request = KinesisRequest.of(json);
        var name = target(request, target);
        var keys = request.texts("TagKeys");
        if (!request.has("TagKeys")) {
            request.required("TagKeys");
        } else {
            request.length("TagKeys", keys.toString(), keys.size(), 1, target.equals("StreamName") ? 10 : MOST);
        }
        request.check();
        streams.require(name);
        checkCharacters(keys);
        return change(name, all -> keys.forEach(all::remove));
    }

    private ObjectNode change(String name, Consumer<Map<String, String>> change) {
        return streams.write(() -> {
            DataStream stream = streams.require(name);
            Map<String, String> tags = new TreeMap<>(stream.settings().tags());
            change.accept(tags);
            streams.put(stream.with(stream.settings().withTags(tags)));
            return JsonTrees.object();
        });
    }

    private ObjectNode list(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        var limit = request.number("Limit", 1, MOST);
        var after = request.text("ExclusiveStartTagKey");
        if (after != null) {
            request.length("ExclusiveStartTagKey", after, after.length(), 1, 128);
        }
        request.check();
        var tags = new TreeMap<>(streams.require(name).settings().tags());
        var rest = after == null ? tags : tags.tailMap(after, false);
        int most = limit == null ? MOST : limit;
        var answer = JsonTrees.object();
        put(answer, rest, most);
        return answer.put("HasMoreTags", rest.size() > most);
    }

    private ObjectNode listAll(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = target(request, "ResourceARN");
        request.check();
        var answer = JsonTrees.object();
        put(answer, streams.require(name).settings().tags(), MOST);
        return answer;
    }

    private static void put(ObjectNode answer, Map<String, String> tags, int most) {
        var array = answer.putArray("Tags");
        tags.entrySet().stream()
                .limit(most)
                .forEach(tag -> array.addObject().put("Key", tag.getKey()).put("Value", tag.getValue()));
    }
}
