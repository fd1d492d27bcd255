package io.jenkins.plugins.msstore.page;

import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationRecord;
import java.util.function.Function;
import org.jvnet.localizer.Localizable;

/**
 * The status of an operation, with the icon of a build with that result. The names are those of the remote API and must not
 * change.
 */
enum OperationStatus {
    RUNNING("status-nobuilt-anime", Messages._OperationStatus_running(), Messages::OperationStatus_countRunning),
    SUCCEEDED("status-blue", Messages._OperationStatus_succeeded(), Messages::OperationStatus_countSucceeded),
    PARTLY_FAILED("status-yellow", Messages._OperationStatus_partly(), Messages::OperationStatus_countPartly),
    FAILED("status-red", Messages._OperationStatus_failed(), Messages::OperationStatus_countFailed),
    INTERRUPTED("status-aborted", Messages._OperationStatus_interrupted(), Messages::OperationStatus_countInterrupted),
    LOST("status-aborted", Messages._OperationStatus_lost(), Messages::OperationStatus_countLost);

    private final String symbol;
    private final Localizable label;
    private final Function<Object, String> counted;

    OperationStatus(String symbol, Localizable label, Function<Object, String> counted) {
        this.symbol = symbol;
        this.label = label;
        this.counted = counted;
    }

    /**
     * Returns the status of one operation.
     *
     * @param running whether it is under way on this controller
     */
    static OperationStatus of(OperationRecord operation, boolean running) {
        Ending ending = operation.ending();
        if (ending == null) {
            return running ? RUNNING : LOST;
        }
        return switch (ending) {
            case SUCCEEDED -> operation.allSucceeded() ? SUCCEEDED : PARTLY_FAILED;
            case FAILED -> FAILED;
            case INTERRUPTED -> INTERRUPTED;
            case LOST -> LOST;
        };
    }

    String icon() {
        return "symbol-" + symbol;
    }

    String label() {
        return label.toString();
    }

    /** The number of operations with this status, in words. */
    String counted(long count) {
        return counted.apply(LocalNumber.of(count));
    }
}
