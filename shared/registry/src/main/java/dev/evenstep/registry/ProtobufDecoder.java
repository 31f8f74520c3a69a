package dev.evenstep.registry;

import com.google.protobuf.AnyProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.event.Limits;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf's messages, of the type that their indexes name in the schema: how many, and each, as varints with zigzag; none at all is the
 * first message ("Wire format", Confluent's Schema Registry documentation).
 */
final class ProtobufDecoder implements PayloadDecoder {

    private final FileDescriptor file;

    private ProtobufDecoder(FileDescriptor file) {
        this.file = file;
    }

    static ProtobufDecoder of(String id, RegisteredSchema registered) {
        try {
            return new ProtobufDecoder(file("schema-" + id, registered));
        } catch (IllegalArgumentException | InvalidProtocolBufferException | DescriptorValidationException broken) {
            throw PermanentFailure.because(
                    Reason.MALFORMED,
                    "The registry's schema " + id + " is no descriptor of Protobuf: " + broken.getMessage(),
                    broken);
        }
    }

    private static FileDescriptor file(String name, RegisteredSchema registered)
            throws InvalidProtocolBufferException, DescriptorValidationException {
        FileDescriptorProto proto =
                FileDescriptorProto.parseFrom(Base64.getDecoder().decode(registered.text())).toBuilder()
                        .setName(name)
                        .build();
        List<FileDescriptor> imports = new ArrayList<>();
        for (String imported : proto.getDependencyList()) {
            FileDescriptor wellKnown = WellKnownFiles.named(imported);
            RegisteredSchema reference = registered.references().get(imported);
            if (wellKnown != null) {
                imports.add(wellKnown);
            } else if (reference != null) {
                imports.add(file(imported, reference));
            } else {
                throw new IllegalArgumentException("it imports " + imported + ", which the registry does not name");
            }
        }
        return FileDescriptor.buildFrom(proto, imports.toArray(FileDescriptor[]::new));
    }

    @Override
    public String json(WireFormat.Payload payload, Limits limits) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(payload.content());
            int unused = in.setRecursionLimit(limits.maxDepth());
            Descriptor type = type(payload.schemaId(), in);
            DynamicMessage message = DynamicMessage.parseFrom(type, in);
            return LimitedJson.of(limits, out -> new ProtobufJson(out).message(message));
        } catch (IOException broken) {
            throw WireFormat.malformed(payload.schemaId(), String.valueOf(broken.getMessage()));
        } catch (DateTimeException | ArithmeticException broken) {
            throw WireFormat.malformed(payload.schemaId(), "a time is out of bounds");
        }
    }

    private Descriptor type(String id, CodedInputStream in) throws IOException {
        int count = in.readSInt32();
        List<Descriptor> siblings = file.getMessageTypes();
        Descriptor type = null;
        for (int i = 0; i < Math.max(count, 1); i++) {
            int index = count == 0 ? 0 : in.readSInt32();
            if (index < 0 || index >= siblings.size()) {
                throw WireFormat.malformed(id, "it names a message that the schema has not, number " + index);
            }
            type = siblings.get(index);
            siblings = type.getNestedTypes();
        }
        if (type == null) {
            throw WireFormat.malformed(id, "it names no message");
        }
        return type;
    }

    /** What protobuf-java has itself. */
    private static final class WellKnownFiles {

        private static final Map<String, FileDescriptor> FILES = Map.of(
                "google/protobuf/any.proto", AnyProto.getDescriptor(),
                "google/protobuf/duration.proto", DurationProto.getDescriptor(),
                "google/protobuf/empty.proto", EmptyProto.getDescriptor(),
                "google/protobuf/field_mask.proto", FieldMaskProto.getDescriptor(),
                "google/protobuf/struct.proto", StructProto.getDescriptor(),
                "google/protobuf/timestamp.proto", TimestampProto.getDescriptor(),
                "google/protobuf/wrappers.proto", WrappersProto.getDescriptor(),
                "google/protobuf/descriptor.proto", DescriptorProtos.getDescriptor());

        private WellKnownFiles() {}

        static @Nullable FileDescriptor named(String name) {
            return FILES.get(name);
        }
    }
}
