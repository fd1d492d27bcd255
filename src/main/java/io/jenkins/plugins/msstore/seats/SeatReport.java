package io.jenkins.plugins.msstore.seats;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The report of a bulk run, a CSV and a JSON file. Written while the run goes on, so that what was done is on disk whatever
 * happens later, and so that its size does not matter.
 */
public final class SeatReport implements OutcomeListener, Closeable {

    private static final String[] COLUMNS = {
        "userName", "outcome", "state", "dateAssigned", "failureReason", "correlationVector"
    };

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private final Path rows;
    private final Path json;
    private final CsvWriter csv;
    private final Writer rowsWriter;
    private boolean open = true;

    /**
     * Begins a report.
     *
     * @param folder where its files are written; it exists
     * @param name what they are called, up to their extension
     */
    public SeatReport(Path folder, String name) throws IOException {
        rows = folder.resolve(name + ".rows.jsonl");
        json = folder.resolve(name + ".json");
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .autoFlush(true)
                .build(utf8(folder.resolve(name + ".csv")));
        rowsWriter = utf8(rows);
        csv.writeRecord(COLUMNS);
    }

    /** Replaces what cannot be encoded, unlike the writers that {@link Files} makes: a report must not end for that. */
    private static Writer utf8(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
    }

    @Override
    public void settled(UserOutcome row) {
        csv.writeRecord(
                SpreadsheetCell.of(row.userName()),
                SpreadsheetCell.of(row.outcome().name()),
                SpreadsheetCell.of(row.state()),
                SpreadsheetCell.of(row.dateAssigned()),
                SpreadsheetCell.of(row.failureReason()),
                SpreadsheetCell.of(row.correlationVector()));
        try {
            rowsWriter.write(JSON.writeValueAsString(row));
            rowsWriter.write('\n');
            rowsWriter.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Completes the report.
     *
     * @param result the run's result, which the JSON file begins with; the rows follow as {@code results}
     */
    public void finish(Map<String, Object> result) throws IOException {
        close();
        try (OutputStream out = Files.newOutputStream(json);
                JsonGenerator generator = JSON.createGenerator(out)) {
            generator.useDefaultPrettyPrinter();
            generator.writeStartObject();
            for (Map.Entry<String, Object> entry : result.entrySet()) {
                generator.writeFieldName(entry.getKey());
                JSON.writeValue(generator, entry.getValue());
            }
            generator.writeArrayFieldStart("results");
            copyRows(generator);
            generator.writeEndArray();
            generator.writeEndObject();
        }
        Files.delete(rows);
    }

    private void copyRows(JsonGenerator generator) throws IOException {
        try (InputStream in = Files.newInputStream(rows);
                JsonParser parser = JSON.createParser(in)) {
            while (parser.nextToken() != null) {
                generator.copyCurrentStructure(parser);
            }
        }
    }

    /** Closes the files; where the report was not completed, what was written stays. */
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            csv.close();
            rowsWriter.close();
        }
    }
}
