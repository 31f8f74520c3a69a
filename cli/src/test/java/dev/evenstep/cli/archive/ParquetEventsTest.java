package dev.evenstep.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.archive.ArchivedEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetEventsTest {

    private static final Instant TIME = Instant.parse("2026-11-25T10:00:00.123456Z");

    @TempDir
    private Path folder;

    @Test
    void aRowHasEveryAttributeAndTheDataAsJson() throws IOException {
        Path file = folder.resolve("events.parquet");
        ArchivedEvent ours = event("e-1", """
                {"specversion":"1.0","id":"e-1","source":"bank","type":"Deposited","time":"2026-11-25T10:00:00.123456Z",
                 "subject":"a","entityversion":7,"schemaversion":2,"correlationid":"c-1","causationid":"e-0","tenant":"t",
                 "partitionkey":"p","datacontenttype":"application/json","data":{"cents":1.10,"note":"\u00fc"}}""");
        ArchivedEvent others =
                new ArchivedEvent("p", "bus-1", "aws.ec2", "State", 1, TIME, null, null, null, """
                {"id":"bus-1","detail-type":"State","source":"aws.ec2","time":"2026-11-25T10:00:00Z","detail":{"state":"on"}}""", TIME);

        assertThat(ParquetEvents.write(Stream.of(ours, others), file)).isEqualTo(2);

        List<Group> rows = new ArrayList<>();
        assertThat(read(file, rows::add)).isEqualTo(1);
        assertThat(rows.getFirst().toString().lines())
                .containsExactly(
                        "id: e-1",
                        "source: bank",
                        "type: Deposited",
                        "time: 1795600800123456",
                        "schemaversion: 2",
                        "entityversion: 7",
                        "subject: a",
                        "correlationid: c-1",
                        "causationid: e-0",
                        "partitionkey: p",
                        "extensions: {\"tenant\":\"t\"}",
                        "data: {\"cents\":1.10,\"note\":\"\u00fc\"}");
        assertThat(rows.getLast().toString().lines())
                .containsExactly(
                        "id: bus-1",
                        "source: aws.ec2",
                        "type: State",
                        "time: 1795600800123456",
                        "schemaversion: 1",
                        "data: {\"state\":\"on\"}");
    }

    @Test
    void aHundredThousandEventsAreWrittenGroupByGroup() throws IOException {
        Path file = folder.resolve("events.parquet");
        Random random = new Random(3);

        assertThat(ParquetEvents.write(
                        IntStream.range(0, 100_000)
                                .mapToObj(i -> event(
                                        "e-" + i,
                                        "{\"specversion\":\"1.0\",\"data\":{\"n\":%d,\"f\":\"%s\"}}"
                                                .formatted(i, filler(random)))),
                        file))
                .isEqualTo(100_000);

        List<String> ids = new ArrayList<>();
        int groups = read(file, row -> ids.add(row.getString("id", 0)));
        assertThat(groups).isGreaterThan(1);
        assertThat(ids).hasSize(100_000).startsWith("e-0", "e-1").endsWith("e-99999");
    }

    /** Nothing that compresses well. */
    private static String filler(Random random) {
        byte[] bytes = new byte[300];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void aFileIsThereWhenAllIsInItAndNotBefore() {
        Path file = folder.resolve("events.parquet");
        Stream<ArchivedEvent> failing = Stream.of(1, 2).map(i -> {
            if (i == 2) {
                throw new IllegalStateException("the archive is away");
            }
            return event("e-1", "{\"specversion\":\"1.0\"}");
        });

        assertThatThrownBy(() -> ParquetEvents.write(failing, file)).hasMessage("the archive is away");

        assertThat(folder).isEmptyDirectory();
        assertThat(Files.exists(file)).isFalse();
    }

    private static ArchivedEvent event(String id, String body) {
        boolean isShort = !body.contains("\"type\"");
        String whole = isShort ? body.replaceFirst("\\{", "{\"id\":\"x\",\"source\":\"bank\",\"type\":\"T\",") : body;
        return new ArchivedEvent("p", id, "bank", "Deposited", 2, TIME, "a", 7, "c-1", whole, TIME);
    }

    /** Answers how many row groups there are. */
    private static int read(Path file, java.util.function.Consumer<Group> rows) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Gunzip())
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            int groups = 0;
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                groups++;
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(group, new GroupRecordConverter(schema));
                for (long i = 0; i < group.getRowCount(); i++) {
                    rows.accept(records.read());
                }
            }
            return groups;
        }
    }

    private static final class Gunzip
            implements CompressionCodecFactory, CompressionCodecFactory.BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(new GZIPInputStream(bytes.toInputStream()).readAllBytes());
        }

        @Override
        public void decompress(ByteBuffer input, int compressed, ByteBuffer output, int size) {
            byte[] bytes = new byte[compressed];
            input.get(bytes);
            try {
                output.put(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new IllegalStateException("Reading a file asked for a compressor");
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            return this;
        }

        @Override
        public void release() {}
    }
}
