package io.jenkins.plugins.msstore.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.client.model.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is kept of an operation's result. Read from the plain values that the operation returns, so that whatever names its
 * numbers as they do is understood.
 *
 * @param counts how many users have which outcome; null for an operation that does not count users
 * @param wouldChange in a dry run, for how many users something would change; null otherwise
 * @param state the state of the seat; null where the result is none
 * @param files the paths of its reports or licenses
 * @param failures the first users for whom it was not done
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OperationResult(
        @CheckForNull OutcomeCounts counts,
        @CheckForNull Long wouldChange,
        @CheckForNull String state,
        List<String> files,
        List<FailedUser> failures) {

    /** No result. */
    public static final OperationResult NONE = new OperationResult(null, null, null, List.of(), List.of());

    private static final int MOST_FAILURES = 200;

    private static final int MOST_FILES = 10;

    private static final int MOST_CHARACTERS = 300;

    public OperationResult {
        files = files == null ? List.of() : List.copyOf(files);
        failures = failures == null ? List.of() : List.copyOf(failures);
    }

    /**
     * Takes from a result what is kept.
     *
     * @param plainValues a map of plain values; anything else is no result
     */
    public static OperationResult of(@CheckForNull Object plainValues) {
        if (!(plainValues instanceof Map<?, ?> result)) {
            return NONE;
        }
        return new OperationResult(
                result.containsKey("succeeded")
                        ? new OutcomeCounts(
                                number(result, "succeeded"),
                                number(result, "failed"),
                                number(result, "invalid"),
                                number(result, "notAttempted"))
                        : null,
                result.get("wouldChange") instanceof Number changes ? changes.longValue() : null,
                result.get("state") == null ? null : text(result.get("state")),
                Stream.concat(list(result, "reports"), list(result, "files"))
                        .limit(MOST_FILES)
                        .map(Object::toString)
                        .toList(),
                list(result, "failures")
                        .filter(Map.class::isInstance)
                        .limit(MOST_FAILURES)
                        .map(failure -> failed((Map<?, ?>) failure))
                        .toList());
    }

    /** The same without the users' names and reasons. */
    OperationResult withoutFailures() {
        return new OperationResult(counts, wouldChange, state, files, List.of());
    }

    private static FailedUser failed(Map<?, ?> failure) {
        return new FailedUser(text(failure.get("userName")), text(failure.get("failureReason")));
    }

    private static long number(Map<?, ?> result, String key) {
        return result.get(key) instanceof Number number ? number.longValue() : 0;
    }

    private static Stream<?> list(Map<?, ?> result, String key) {
        return result.get(key) instanceof List<?> list ? list.stream().filter(Objects::nonNull) : Stream.of();
    }

    private static String text(Object value) {
        return PrintableText.of(value == null ? null : value.toString(), MOST_CHARACTERS);
    }
}
