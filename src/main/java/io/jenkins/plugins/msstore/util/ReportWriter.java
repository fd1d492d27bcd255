package io.jenkins.plugins.msstore.util;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes a report row by row, as a CSV file for people and a JSON file for programs. The JSON file is an object that begins
 * with the result of the operation; the rows follow as {@code results}.
 */
public final class ReportWriter implements Closeable {

    private static final SerializableString ROW_SEPARATOR = new SerializedString("\n");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private final CsvWriter csv;
    private final JsonGenerator json;

    /**
     * Creates both files and writes their beginnings.
     *
     * @param folder the folder of the files; it exists
     * @param columns the names of the columns of the CSV file
     * @param result the result, as plain values
     */
    public ReportWriter(Path folder, String reportName, String[] columns, Map<String, Object> result)
            throws IOException {
        List<String> names = fileNames(reportName);
        csv = csv(folder.resolve(names.get(0)));
        try {
            json = JSON.createGenerator(Files.newOutputStream(folder.resolve(names.get(1))));
        } catch (IOException e) {
            csv.close();
            throw e;
        }
        try {
            csv.writeRecord(columns);
            begin(result);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The names of the files of a report. */
    public static List<String> fileNames(String reportName) {
        return List.of(reportName + ".csv", reportName + ".json");
    }

    private static CsvWriter csv(Path file) throws IOException {
        // replaces characters that cannot be encoded; writers made by Files would throw
        Writer utf8 = new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
        return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(utf8);
    }

    private void begin(Map<String, Object> result) throws IOException {
        json.useDefaultPrettyPrinter();
        json.writeStartObject();
        for (Map.Entry<String, Object> entry : result.entrySet()) {
            json.writeFieldName(entry.getKey());
            JSON.writeValue(json, entry.getValue());
        }
        json.writeArrayFieldStart("results");
    }

    /**
     * Writes a row to both files.
     *
     * @param row for the JSON file
     * @param cells for the CSV file, in the order of the columns; a null becomes an empty cell, and a text that a spreadsheet
     *     would take for a formula is escaped
     */
    public void write(Object row, String... cells) throws IOException {
        csv.writeRecord(Arrays.stream(cells).map(SpreadsheetCell::of).toArray(String[]::new));
        json.writeRawValue(ROW_SEPARATOR);
        json.writeRaw(JSON.writeValueAsString(row));
    }

    /** Ends both files. */
    @Override
    public void close() throws IOException {
        // the generator closes what is open in it
        try (csv;
                json) {
            csv.flush();
        }
    }
}
