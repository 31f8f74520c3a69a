package dev.evenstep.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Int64Value;
import com.google.protobuf.StructProto;
import com.google.protobuf.Timestamp;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.Value;
import com.google.protobuf.WrappersProto;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.registry.RegisteredSchema.Format;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtobufPayloadTest {

    private static final FileDescriptorProto MONEY = FileDescriptorProto.newBuilder()
            .setName("default")
            .setSyntax("proto3")
            .setPackage("shop")
            .addMessageType(DescriptorProto.newBuilder()
                    .setName("Money")
                    .addField(field("cents", 1, FieldDescriptorProto.Type.TYPE_UINT64)))
            .build();

    private static final FileDescriptorProto ORDER = FileDescriptorProto.newBuilder()
            .setName("default")
            .setSyntax("proto3")
            .setPackage("shop")
            .addDependency("money.proto")
            .addDependency("google/protobuf/timestamp.proto")
            .addDependency("google/protobuf/wrappers.proto")
            .addDependency("google/protobuf/struct.proto")
            .addDependency("google/protobuf/duration.proto")
            .addEnumType(EnumDescriptorProto.newBuilder()
                    .setName("State")
                    .addValue(
                            EnumValueDescriptorProto.newBuilder().setName("NEW").setNumber(0))
                    .addValue(EnumValueDescriptorProto.newBuilder()
                            .setName("PAID")
                            .setNumber(1)))
            .addMessageType(DescriptorProto.newBuilder().setName("Other"))
            .addMessageType(DescriptorProto.newBuilder()
                    .setName("Order")
                    .addField(field("order_id", 1, FieldDescriptorProto.Type.TYPE_STRING))
                    .addField(typed("total", 2, ".shop.Money"))
                    .addField(typed("placed", 3, ".google.protobuf.Timestamp"))
                    .addField(typed("limit", 4, ".google.protobuf.Int64Value"))
                    .addField(field("state", 5, FieldDescriptorProto.Type.TYPE_ENUM)
                            .setTypeName(".shop.State"))
                    .addField(field("photo", 6, FieldDescriptorProto.Type.TYPE_BYTES))
                    .addField(field("tags", 7, FieldDescriptorProto.Type.TYPE_STRING)
                            .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED))
                    .addField(typed("counts", 8, ".shop.Order.CountsEntry")
                            .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED))
                    .addField(typed("anything", 9, ".google.protobuf.Value"))
                    .addField(field("gift", 10, FieldDescriptorProto.Type.TYPE_BOOL))
                    .addField(typed("again", 11, ".shop.Order"))
                    .addField(typed("wait", 12, ".google.protobuf.Duration"))
                    .addNestedType(DescriptorProto.newBuilder()
                            .setName("CountsEntry")
                            .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                            .addField(field("key", 1, FieldDescriptorProto.Type.TYPE_STRING))
                            .addField(field("value", 2, FieldDescriptorProto.Type.TYPE_INT64)))
                    .addNestedType(DescriptorProto.newBuilder()
                            .setName("Line")
                            .addField(field("sku", 1, FieldDescriptorProto.Type.TYPE_STRING))))
            .build();

    private static final RegisteredSchema SCHEMA = new RegisteredSchema(
            Format.PROTOBUF,
            base64(ORDER),
            Map.of("money.proto", new RegisteredSchema(Format.PROTOBUF, base64(MONEY))));

    private final RegistryMapping mapping = RegistryMapping.confluent(id -> SCHEMA);

    private static FieldDescriptorProto.Builder field(String name, int number, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }

    private static FieldDescriptorProto.Builder typed(String name, int number, String type) {
        return field(name, number, FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(type);
    }

    private static String base64(FileDescriptorProto file) {
        return Base64.getEncoder().encodeToString(file.toByteArray());
    }

    private static Descriptor order() throws Exception {
        FileDescriptor money = FileDescriptor.buildFrom(
                MONEY.toBuilder().setName("money.proto").build(), new FileDescriptor[0]);
        FileDescriptor file = FileDescriptor.buildFrom(ORDER, new FileDescriptor[] {
            money,
            TimestampProto.getDescriptor(),
            WrappersProto.getDescriptor(),
            StructProto.getDescriptor(),
            DurationProto.getDescriptor()
        });
        return file.findMessageTypeByName("Order");
    }

    private static byte[] content() throws Exception {
        Descriptor order = order();
        Descriptor money = order.findFieldByName("total").getMessageType();
        Descriptor entry = order.findNestedTypeByName("CountsEntry");
        return DynamicMessage.newBuilder(order)
                .setField(order.findFieldByName("order_id"), "order-1")
                .setField(
                        order.findFieldByName("total"),
                        DynamicMessage.newBuilder(money)
                                .setField(money.findFieldByName("cents"), -1L)
                                .build())
                .setField(
                        order.findFieldByName("placed"),
                        Timestamp.newBuilder()
                                .setSeconds(1_795_248_000L)
                                .setNanos(5_000_000)
                                .build())
                .setField(order.findFieldByName("limit"), Int64Value.of(9_007_199_254_740_993L))
                .setField(
                        order.findFieldByName("state"),
                        order.getFile().findEnumTypeByName("State").findValueByName("PAID"))
                .setField(order.findFieldByName("photo"), ByteString.copyFrom(new byte[] {0, 1}))
                .addRepeatedField(order.findFieldByName("tags"), "a")
                .addRepeatedField(
                        order.findFieldByName("counts"),
                        DynamicMessage.newBuilder(entry)
                                .setField(entry.findFieldByNumber(1), "one")
                                .setField(entry.findFieldByNumber(2), 1L)
                                .build())
                .setField(
                        order.findFieldByName("anything"),
                        Value.newBuilder().setStringValue("text").build())
                .setField(
                        order.findFieldByName("wait"),
                        com.google.protobuf.Duration.newBuilder()
                                .setSeconds(3)
                                .setNanos(500_000_000)
                                .build())
                .build()
                .toByteArray();
    }

    private static byte[] indexed(byte[] content, int... indexes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int index : indexes) {
            bytes.write(index << 1);
        }
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    @Test
    void aMessageOfTheTypeThatItsIndexesNameBecomesJson() throws Exception {
        byte[] payload = Payloads.confluent(7, indexed(content(), 1, 1));

        assertThat(mapping.map(Payloads.delivery(payload)).body()).isEqualTo("""
                {"orderId":"order-1","total":{"cents":18446744073709551615},"placed":"2026-11-21T08:00:00.005Z","limit":9007199254740993,\
                "state":"PAID","photo":"AAE=","tags":["a"],"counts":{"one":1},"anything":"text","gift":false,"wait":"3.5s"}""");
        assertThat(mapping.map(Payloads.delivery(Payloads.confluent(7, indexed(new byte[] {10, 1, 'x'}, 2, 1, 1))))
                        .body())
                .isEqualTo("{\"sku\":\"x\"}");
        assertThat(mapping.map(Payloads.delivery(Payloads.confluent(7, indexed(new byte[0], 0))))
                        .body())
                .isEqualTo("{}");
    }

    @Test
    void indexesThatNameNoMessageAreRefused() {
        for (int[] indexes : new int[][] {{1, 9}, {1, -1}, {2, 1, 7}, {-3}}) {
            assertThatThrownBy(() ->
                            mapping.map(Payloads.delivery(Payloads.confluent(7, indexed(new byte[0], indexes)))))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("The payload of schema 7 cannot be read");
        }
    }

    @Test
    void whatIsChangedIsRefusedAndNothingElseHappens() throws Exception {
        byte[] whole = Payloads.confluent(7, indexed(content(), 1, 1));
        Random random = new Random(20_261_126);
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = whole.clone();
            changed[5 + random.nextInt(changed.length - 5)] = (byte) random.nextInt();
            byte[] cut =
                    random.nextBoolean() ? changed : Arrays.copyOf(changed, 5 + random.nextInt(changed.length - 5));
            Throwable thrown = catchThrowable(() -> mapping.map(Payloads.delivery(cut)));
            assertThat(thrown == null || thrown instanceof PermanentFailure)
                    .as("%s", thrown)
                    .isTrue();
        }
    }

    @Test
    void aMessageInItselfIsReadAsDeepAsIsAllowed() {
        byte[] content = new byte[0];
        for (int i = 0; i < 80; i++) {
            byte[] inner = content;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(11 << 3 | 2);
            for (int length = inner.length; ; length >>>= 7) {
                out.write(length > 127 ? (length & 127) | 128 : length);
                if (length <= 127) {
                    break;
                }
            }
            out.writeBytes(inner);
            content = out.toByteArray();
        }
        byte[] payload = Payloads.confluent(7, indexed(content, 1, 1));

        assertThatThrownBy(() -> mapping.map(Payloads.delivery(payload))).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void aSchemaWithAnImportThatNobodyHasIsNamed() {
        RegistryMapping broken = RegistryMapping.confluent(Payloads.registry(Format.PROTOBUF, base64(ORDER)));

        assertThatThrownBy(() -> broken.map(Payloads.delivery(Payloads.confluent(7, new byte[1]))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("it imports money.proto, which the registry does not name");
    }
}
