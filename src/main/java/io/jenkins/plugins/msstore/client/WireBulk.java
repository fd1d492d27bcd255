package io.jenkins.plugins.msstore.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The body of a bulk call, and {@code BulkSeatOperationResultSet} as it comes over the wire. */
final class WireBulk {

    private WireBulk() {}

    /** What is asked: the property names in the case that Microsoft's PowerShell module sends. */
    record Request(
            @JsonProperty("usernames") List<String> userNames,
            @JsonProperty("seatAction") String seatAction) {}

    /** What is answered. */
    record Answer(List<WireSeat> seatDetails, List<Failure> failedSeatOperations) {

        List<WireSeat> seats() {
            return seatDetails == null ? List.of() : seatDetails;
        }

        List<Failure> failures() {
            return failedSeatOperations == null ? List.of() : failedSeatOperations;
        }

        /** Neither list is there: this is not the answer of a bulk call. */
        boolean isEmpty() {
            return seatDetails == null && failedSeatOperations == null;
        }
    }

    /** {@code FailedSeatRequest}. */
    record Failure(String failureReason, WireProductKey productKey, String userName) {}
}
