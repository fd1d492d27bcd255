package io.jenkins.plugins.msstore.page;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts operations, or builds, by status. */
final class StatusCounts {

    private static final List<OperationStatus> WORST_FIRST = List.of(
            OperationStatus.FAILED,
            OperationStatus.LOST,
            OperationStatus.INTERRUPTED,
            OperationStatus.PARTLY_FAILED,
            OperationStatus.RUNNING,
            OperationStatus.SUCCEEDED);

    private final Map<OperationStatus, Long> counts = new EnumMap<>(OperationStatus.class);

    void add(OperationStatus status) {
        counts.merge(status, 1L, Long::sum);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The worst of the counted statuses; there must be one. */
    OperationStatus worst() {
        return WORST_FIRST.stream().filter(counts::containsKey).findFirst().orElseThrow();
    }

    /** The numbers in words, such as "2 succeeded, 1 failed". */
    private String inWords() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().counted(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The numbers of operations in words. */
    String operationsInWords() {
        return switch ((int) Math.min(2, total())) {
            case 0 -> Messages.BuildOperations_none();
            case 1 -> Messages.BuildOperations_one(inWords());
            default -> Messages.BuildOperations_many(LocalNumber.of(total()), inWords());
        };
    }

    /** The numbers of builds in words. */
    String buildsInWords() {
        return total() == 1
                ? Messages.JobOperations_oneBuild(inWords())
                : Messages.JobOperations_builds(LocalNumber.of(total()), inWords());
    }
}
