package io.jenkins.plugins.msstore.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jenkins.plugins.msstore.client.http.StoreJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The CSV report as a plain script writes it: with the plugin's columns and library, but without a journal. */
final class PlainReport implements Closeable {

    private static final JsonMapper JSON = StoreJson.MAPPER;

    private final CsvWriter csv;
    private int assigned;

    private record Seat(String assignedTo, String dateAssigned, String state) {}

    private record Failure(String userName, String failureReason) {}

    private record Answer(List<Seat> seatDetails, List<Failure> failedSeatOperations) {}

    private record Question(List<String> usernames, String seatAction) {}

    PlainReport(Path file) throws IOException {
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(Files.newBufferedWriter(file));
        csv.writeRecord("userName", "outcome", "state", "dateAssigned", "failureReason", "correlationVector");
    }

    /** The body of a bulk call. */
    static byte[] requestBody(List<String> users) throws JsonProcessingException {
        return JSON.writeValueAsBytes(new Question(users, "assign"));
    }

    /** Adds the answer of one call. */
    void answered(List<String> users, int status, byte[] body, String vector) throws IOException {
        if (status != 200) {
            rejected(users, "HTTP " + status, vector);
            return;
        }
        Answer answer = JSON.readValue(body, Answer.class);
        synchronized (this) {
            for (Seat seat : answer.seatDetails()) {
                csv.writeRecord(seat.assignedTo(), "SUCCEEDED", seat.state(), seat.dateAssigned(), "", vector);
                assigned++;
            }
            for (Failure failure : answer.failedSeatOperations()) {
                csv.writeRecord(failure.userName(), "FAILED", "", "", failure.failureReason(), vector);
            }
        }
    }

    private synchronized void rejected(List<String> users, String reason, String vector) {
        users.forEach(user -> csv.writeRecord(user, "FAILED", "", "", reason, vector));
    }

    /** The number of seats assigned so far. */
    synchronized int assigned() {
        return assigned;
    }

    @Override
    public synchronized void close() throws IOException {
        csv.close();
    }
}
