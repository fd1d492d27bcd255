package io.jenkins.plugins.msstore.bulk;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes the report of a bulk operation, a CSV and a JSON file, row by row from its journal. */
public final class SeatReport {

    private static final SerializableString ROW_SEPARATOR = new SerializedString("\n");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private SeatReport() {}

    /** The names of the files of a report. */
    public static List<String> fileNames(String reportName) {
        return List.of(reportName + ".csv", reportName + ".json");
    }

    /**
     * Writes both files.
     *
     * @param journal the journal of an operation that ended, or will not be resumed
     * @param folder the folder of the files; it exists
     * @param result the result, which the JSON file begins with; the rows follow as {@code results}
     * @param mask masks secrets in the texts of a row; the result is not masked
     */
    public static void write(BulkJournal journal, Path folder, Map<String, Object> result, UnaryOperator<String> mask)
            throws IOException {
        List<String> names = fileNames(journal.reportName());
        try (CsvWriter csv = csv(folder.resolve(names.get(0)));
                OutputStream out = Files.newOutputStream(folder.resolve(names.get(1)));
                JsonGenerator json = JSON.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            csv.writeRecord(ReportRow.COLUMNS);
            begin(json, result, journal.state().resumptions());
            journal.read(user -> {
                ReportRow row = ReportRow.of(journal.request(), user).masked(mask);
                csv.writeRecord(row.cells());
                json.writeRawValue(ROW_SEPARATOR);
                json.writeRaw(JSON.writeValueAsString(row));
            });
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void begin(JsonGenerator json, Map<String, Object> result, int resumptions) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Object> entry : result.entrySet()) {
            json.writeFieldName(entry.getKey());
            JSON.writeValue(json, entry.getValue());
        }
        if (resumptions > 0) {
            json.writeNumberField("resumptions", resumptions);
        }
        json.writeArrayFieldStart("results");
    }

    private static CsvWriter csv(Path file) throws IOException {
        // replaces characters that cannot be encoded; writers made by Files would throw
        Writer utf8 = new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
        return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(utf8);
    }
}
