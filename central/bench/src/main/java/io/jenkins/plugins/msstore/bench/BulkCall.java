package io.jenkins.plugins.msstore.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * One bulk call as a plain client of the JDK sends it.
 *
 * @param users its users
 * @param vector its correlation vector, the header {@code MS-CV}
 */
record BulkCall(List<String> users, String vector) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int VECTOR_BYTES = 12;

    static BulkCall of(List<String> users) {
        byte[] bytes = new byte[VECTOR_BYTES];
        RANDOM.nextBytes(bytes);
        return new BulkCall(users, Base64.getEncoder().encodeToString(bytes));
    }

    HttpRequest request(Job job, String token) throws JsonProcessingException {
        return HttpRequest.newBuilder(job.seatsUrl())
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("MS-CV", vector)
                .POST(BodyPublishers.ofByteArray(PlainReport.requestBody(users)))
                .build();
    }
}
