package io.jenkins.plugins.msstore.util;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a report row by row, as a CSV file for people and a JSON file for programs. The JSON file is an object with the rows as
 * {@code results}, followed by the result of the operation, which is known at its end.
 */
public final class ReportWriter implements Closeable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private final CsvWriter csv;
    private final JsonGenerator json;
    private final PrettyPrinter aroundRows = new DefaultPrettyPrinter();

    /**
     * Creates both files and writes their beginnings.
     *
     * @param folder the folder of the files; it exists
     * @param columns the names of the columns of the CSV file
     */
    public ReportWriter(Path folder, String reportName, String[] columns) throws IOException {
        List<String> names = fileNames(reportName);
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(utf8(folder.resolve(names.get(0))));
        try {
            json = JSON.createGenerator(utf8(folder.resolve(names.get(1))));
        } catch (IOException e) {
            csv.close();
            throw e;
        }
        try {
            csv.writeRecord(columns);
            beginRows();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The names of the files of a report. */
    public static List<String> fileNames(String reportName) {
        return List.of(reportName + ".csv", reportName + ".json");
    }

    /** Replaces characters that cannot be encoded; generators of bytes and writers made by {@link Files} would throw. */
    private static Writer utf8(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
    }

    private void beginRows() throws IOException {
        json.setPrettyPrinter(aroundRows);
        json.writeStartObject();
        json.writeArrayFieldStart("results");
        json.setPrettyPrinter(new LinePerRow());
    }

    /**
     * Writes a row to both files.
     *
     * @param row for the JSON file
     * @param cells for the CSV file, in the order of the columns; a null becomes an empty cell, and a text that a spreadsheet
     *     would take for a formula is escaped
     */
    public void write(Object row, String... cells) throws IOException {
        String[] escaped = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            escaped[i] = SpreadsheetCell.of(cells[i]);
        }
        try {
            csv.writeRecord(escaped);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        JSON.writeValue(json, row);
    }

    /**
     * Writes the ends of both files.
     *
     * @param result the result, as plain values
     */
    public void end(Map<String, Object> result) throws IOException {
        csv.flush();
        json.writeEndArray();
        json.setPrettyPrinter(aroundRows);
        for (Map.Entry<String, Object> entry : result.entrySet()) {
            json.writeFieldName(entry.getKey());
            JSON.writeValue(json, entry.getValue());
        }
        json.writeEndObject();
        json.flush();
    }

    /** Closes both files; they are complete after {@link #end} alone. */
    @Override
    public void close() throws IOException {
        try (csv;
                json) {
            // both are closed even if one of them fails
        }
    }

    /** Begins a line for each row, and one for the end of the rows; a row itself has no white space. */
    private static final class LinePerRow extends MinimalPrettyPrinter {

        private static final long serialVersionUID = 1L;

        /** The rows are elements of an array in the object that the file is. */
        private static final int DEPTH = 2;

        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            beginLine(json);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            super.writeArrayValueSeparator(json);
            beginLine(json);
        }

        @Override
        public void writeEndArray(JsonGenerator json, int size) throws IOException {
            beginLine(json);
            super.writeEndArray(json, size);
        }

        private static void beginLine(JsonGenerator json) throws IOException {
            if (json.getOutputContext().getNestingDepth() == DEPTH) {
                json.writeRaw('\n');
            }
        }
    }
}
