package io.jenkins.plugins.msstore.client.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The body of a bulk request, and the service's {@code BulkSeatOperationResultSet} in JSON. */
public final class WireBulk {

    private WireBulk() {}

    /** The request, with property names in the case that Microsoft's PowerShell module sends. */
    public record Request(
            @JsonProperty("usernames") List<String> userNames,
            @JsonProperty("seatAction") String seatAction) {}

    /** The answer. */
    public record Answer(List<WireSeat> seatDetails, List<Failure> failedSeatOperations) {

        public List<WireSeat> seats() {
            return seatDetails == null ? List.of() : seatDetails;
        }

        public List<Failure> failures() {
            return failedSeatOperations == null ? List.of() : failedSeatOperations;
        }

        /** Whether both lists are missing, so that this is not the answer of a bulk call. */
        public boolean isEmpty() {
            return seatDetails == null && failedSeatOperations == null;
        }
    }

    /** {@code FailedSeatRequest}. */
    public record Failure(String failureReason, WireProductKey productKey, String userName) {}
}
