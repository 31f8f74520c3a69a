package dev.evenstep.cli.archive;

import dev.evenstep.archive.ArchivedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Events as the rows of an Apache Parquet file, compressed with GZIP. */
public final class ParquetEvents {

    /** What is in memory at once, about. */
    private static final long ROW_GROUP_BYTES = 16L * 1024 * 1024;

    private ParquetEvents() {}

    /** @return how many */
    public static long write(Stream<ArchivedEvent> events, Path file) throws IOException {
        return NewFile.write(file, part -> {
            long written = 0;
            try (ParquetWriter<ArchivedEvent> out = new Builder(new LocalOutputFile(part)).build()) {
                for (Iterator<ArchivedEvent> each = events.iterator(); each.hasNext(); written++) {
                    out.write(each.next());
                }
            }
            return written;
        });
    }

    private static final class Builder extends ParquetWriter.Builder<ArchivedEvent, Builder> {

        Builder(OutputFile file) {
            super(file);
            Builder unused = withConf(new PlainParquetConfiguration())
                    .withCodecFactory(new GzipCodec())
                    .withCompressionCodec(CompressionCodecName.GZIP)
                    .withRowGroupSize(ROW_GROUP_BYTES);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** Parquet has it for Hadoop's sake, and deprecates it. */
        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<ArchivedEvent> getWriteSupport(Configuration hadoop) {
            return new EventWriteSupport();
        }

        @Override
        protected WriteSupport<ArchivedEvent> getWriteSupport(ParquetConfiguration configuration) {
            return new EventWriteSupport();
        }
    }
}
