package dev.evenstep.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.registry.RegisteredSchema.Format;
import dev.evenstep.spi.Delivery;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** What Avro's own encoder has written. */
class AvroPayloadTest {

    private static final String ORDER = """
            {"type":"record","name":"Order","namespace":"shop","fields":[
              {"name":"id","type":"string"},
              {"name":"placed","type":{"type":"long","logicalType":"timestamp-micros"}},
              {"name":"due","type":{"type":"int","logicalType":"date"}},
              {"name":"at","type":{"type":"int","logicalType":"time-millis"}},
              {"name":"local","type":{"type":"long","logicalType":"local-timestamp-millis"}},
              {"name":"total","type":{"type":"bytes","logicalType":"decimal","precision":40,"scale":2}},
              {"name":"key","type":{"type":"fixed","name":"Key","size":16,"logicalType":"uuid"}},
              {"name":"wait","type":{"type":"fixed","name":"Wait","size":12,"logicalType":"duration"}},
              {"name":"note","type":["null","string"]},
              {"name":"state","type":{"type":"enum","name":"State","symbols":["NEW","PAID"]}},
              {"name":"photo","type":"bytes"},
              {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
                {"name":"sku","type":"string"},{"name":"count","type":"int"},{"name":"weight","type":"double"}]}}},
              {"name":"tags","type":{"type":"map","values":"boolean"}},
              {"name":"big","type":"long"},{"name":"ratio","type":"float"}]}""";

    private static final String JSON = """
            {"id":"order-1","placed":"2026-11-21T08:00:00.123456Z","due":"2026-12-24","at":"08:30:00.500","local":"2026-11-21T08:00",\
            "total":-1234567890123456789012345678901234.50,"key":"b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63","wait":"P1M2DT3.004S","note":"gift",\
            "state":"PAID","photo":"AAH/","lines":[{"sku":"a","count":2,"weight":0.5}],"tags":{"vip":true},"big":9007199254740993,"ratio":1.5}""";

    private final Schema schema = new Schema.Parser().parse(ORDER);
    private final RegistryMapping mapping = RegistryMapping.confluent(Payloads.registry(Format.AVRO, ORDER));

    private GenericRecord order() {
        GenericRecord order = new GenericData.Record(schema);
        order.put("id", "order-1");
        order.put("placed", 1_795_248_000_123_456L);
        order.put("due", 20_811);
        order.put("at", 30_600_500);
        order.put("local", 1_795_248_000_000L);
        order.put("total", ByteBuffer.wrap(new BigInteger("-123456789012345678901234567890123450").toByteArray()));
        order.put("key", new GenericData.Fixed(schema.getField("key").schema(), uuid()));
        order.put("wait", new GenericData.Fixed(schema.getField("wait").schema(), new byte[] {
            1, 0, 0, 0, 2, 0, 0, 0, (byte) 0xBC, 0x0B, 0, 0
        }));
        order.put("note", "gift");
        order.put("state", new GenericData.EnumSymbol(schema.getField("state").schema(), "PAID"));
        order.put("photo", ByteBuffer.wrap(new byte[] {0, 1, (byte) 0xFF}));
        GenericRecord line =
                new GenericData.Record(schema.getField("lines").schema().getElementType());
        line.put("sku", "a");
        line.put("count", 2);
        line.put("weight", 0.5);
        order.put("lines", List.of(line));
        order.put("tags", Map.of("vip", true));
        order.put("big", 9_007_199_254_740_993L);
        order.put("ratio", 1.5f);
        return order;
    }

    private static byte[] uuid() {
        return ByteBuffer.allocate(16)
                .putLong(Payloads.GLUE_ID.getMostSignificantBits())
                .putLong(Payloads.GLUE_ID.getLeastSignificantBits())
                .array();
    }

    @Test
    void aBodyBecomesJsonThatPeopleRead() {
        Delivery mapped = mapping.map(Payloads.delivery(Payloads.confluent(42, Payloads.avro(schema, order()))));

        assertThat(mapped.body()).isEqualTo(JSON);
        assertThat(mapped.id()).isEqualTo("orders-0@7");
        assertThat(mapped.system(Delivery.ENCODING)).isNull();
    }

    @Test
    void gluesFormatIsReadPlainAndCompressed() {
        RegistryMapping glue = RegistryMapping.glue(id -> {
            assertThat(id).isEqualTo(Payloads.GLUE_ID.toString());
            return new RegisteredSchema(Format.AVRO, ORDER);
        });
        byte[] content = Payloads.avro(schema, order());

        assertThat(glue.map(Payloads.delivery(Payloads.glue(false, content))).body())
                .isEqualTo(JSON);
        assertThat(glue.map(Payloads.delivery(Payloads.glue(true, content))).body())
                .isEqualTo(JSON);
    }

    @Test
    void dataOfAnEnvelopeInBinaryModeBecomeItsData() {
        String base64 = Base64.getEncoder().encodeToString(Payloads.confluent(42, Payloads.avro(schema, order())));
        String envelope =
                "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"datacontenttype\":\"application/avro\",\"data_base64\":\"%s\"}"
                        .formatted(base64);

        assertThat(mapping.map(new Delivery("r", envelope, null, 1)).body())
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"e-1\",\"datacontenttype\":\"application/json\",\"data\":"
                        + JSON + "}");
    }

    @Test
    void whatNamesNoSchemaStaysAsItIs() {
        List<Delivery> others = List.of(
                new Delivery("r", "{\"specversion\":\"1.0\",\"data\":{}}", null, 1),
                new Delivery("r", "{\"data_base64\":\"AQID\"}", null, 1),
                new Delivery("r", "[\"data_base64\"]", null, 1),
                Payloads.delivery(new byte[] {1, 2, 3, 4, 5, 6}),
                Payloads.delivery(new byte[] {0, 1}));

        assertThat(others).allSatisfy(other -> assertThat(mapping.map(other)).isSameAs(other));
    }

    @Test
    void referencesAreKnownToWhatRefersToThem() {
        String line = "{\"type\":\"record\",\"name\":\"Line\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}";
        String both = "{\"type\":\"record\",\"name\":\"Both\",\"fields\":[{\"name\":\"line\",\"type\":\"Line\"}]}";
        RegisteredSchema lines = new RegisteredSchema(Format.AVRO, line);
        RegisteredSchema other =
                new RegisteredSchema(Format.AVRO, "{\"type\":\"array\",\"items\":\"Line\"}", Map.of("Line", lines));
        RegistryMapping referring = RegistryMapping.confluent(
                id -> new RegisteredSchema(Format.AVRO, both, new HashMap<>(Map.of("a", lines, "b", lines))));

        assertThat(referring
                        .map(Payloads.delivery(Payloads.confluent(1, new byte[] {6})))
                        .body())
                .isEqualTo("{\"line\":{\"n\":3}}");
        assertThat(RegistryMapping.confluent(id -> other)
                        .map(Payloads.delivery(Payloads.confluent(1, new byte[] {2, 6, 0})))
                        .body())
                .isEqualTo("[{\"n\":3}]");
    }

    @Test
    void whatIsCutOrChangedIsRefusedAndNothingElseHappens() {
        byte[] content = Payloads.avro(schema, order());
        for (int length = 0; length < content.length; length++) {
            byte[] cut = Payloads.confluent(42, Arrays.copyOf(content, length));
            assertThatThrownBy(() -> mapping.map(Payloads.delivery(cut)))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("The payload of schema 42 cannot be read");
        }
        Random random = new Random(20_261_126);
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = content.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            Throwable thrown = catchThrowable(() -> mapping.map(Payloads.delivery(Payloads.confluent(42, changed))));
            assertThat(thrown == null || thrown instanceof PermanentFailure)
                    .as("%s", thrown)
                    .isTrue();
        }
        assertThatThrownBy(() -> mapping.map(
                        Payloads.delivery(Payloads.confluent(42, Arrays.copyOf(content, content.length + 1)))))
                .hasMessageContaining("something behind it");
    }

    @Test
    void whatAFewBytesClaimToHaveNeedsNoRoom() {
        byte[] many = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0x07};
        assertRefused("{\"type\":\"array\",\"items\":\"null\"}", many, Reason.TOO_LARGE);
        assertRefused("{\"type\":\"string\"}", many, Reason.MALFORMED);
        assertRefused("{\"type\":\"fixed\",\"name\":\"F\",\"size\":2000000000}", many, Reason.MALFORMED);
        byte[] deep = new byte[200];
        Arrays.fill(deep, (byte) 2);
        assertRefused(
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":[\"null\",\"R\"]}]}",
                deep,
                Reason.TOO_DEEP);
        assertThatThrownBy(() -> RegistryMapping.glue(Payloads.registry(Format.AVRO, "\"bytes\""))
                        .map(Payloads.delivery(Payloads.glue(true, new byte[1 << 20]))))
                .hasMessageContaining("when it is inflated");
        assertThatThrownBy(() -> mapping.withMaxBytes(10).map(Payloads.delivery(new byte[11])))
                .hasMessageContaining("the limit is 10");
    }

    private static void assertRefused(String schema, byte[] content, Reason reason) {
        assertThatThrownBy(() -> RegistryMapping.confluent(Payloads.registry(Format.AVRO, schema))
                        .map(Payloads.delivery(Payloads.confluent(1, content))))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    @Test
    void jsonWithASchemaIsItself() {
        byte[] json = "{\"n\":1.50}".getBytes(StandardCharsets.UTF_8);
        RegistryMapping ofJson = RegistryMapping.confluent(Payloads.registry(Format.JSON, "{}"));

        assertThat(ofJson.map(Payloads.delivery(Payloads.confluent(1, json))).body())
                .isEqualTo("{\"n\":1.50}");
    }

    @Test
    void aSchemaThatIsNoneIsNamed() {
        RegistryMapping broken = RegistryMapping.confluent(Payloads.registry(Format.AVRO, "{\"type\":\"nothing\"}"));

        assertThatThrownBy(() -> broken.map(Payloads.delivery(Payloads.confluent(9, new byte[0]))))
                .hasMessage("The registry's schema 9 is no schema of Avro");
    }
}
