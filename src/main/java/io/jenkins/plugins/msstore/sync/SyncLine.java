package io.jenkins.plugins.msstore.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.StoreTenant;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import io.jenkins.plugins.msstore.util.LineFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A line of the journal of a sync: one fact. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SyncLine.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = SyncLine.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = SyncLine.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = SyncLine.End.class, name = "end"),
    @JsonSubTypes.Type(value = SyncLine.Archived.class, name = "archived")
})
sealed interface SyncLine {

    /** The format of the lines. */
    LineFormat<SyncLine> FORMAT = new LineFormat<>(
            SyncLine.class,
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build());

    /**
     * First line: everything that is needed to resume.
     *
     * @param tenant the tenant in which the operation works; null in a journal of a version that did not note it
     * @param maxRemovals as a user gives it
     * @param expectedPlan null for any plan
     * @param resultLimit the maximum number of failures in the result
     * @param requested the number of distinct entries of the list
     * @param valid the number of entries that are users
     * @param duplicates the number of entries that were dropped
     * @param startedAt when the operation began, in milliseconds since 1970
     */
    record Begin(
            @CheckForNull StoreTenant tenant,
            String reportName,
            String productId,
            String skuId,
            String mode,
            String maxRemovals,
            List<String> protectedUsers,
            @CheckForNull String expectedPlan,
            boolean dryRun,
            boolean ignoreCapacity,
            int resultLimit,
            int requested,
            int valid,
            int duplicates,
            long startedAt)
            implements SyncLine {

        static Begin of(
                @CheckForNull StoreTenant tenant,
                SyncRequest request,
                Roster listed,
                String reportName,
                int resultLimit,
                long startedAt) {
            return new Begin(
                    tenant,
                    reportName,
                    request.product().productId(),
                    request.product().skuId(),
                    request.mode().word(),
                    request.maxRemovals().toString(),
                    request.protectedUsers().stream()
                            .map(UserPrincipalName::text)
                            .toList(),
                    request.expectedPlan().orElse(null),
                    request.dryRun(),
                    request.ignoreCapacity(),
                    resultLimit,
                    listed.requested(),
                    listed.valid(),
                    listed.duplicates(),
                    startedAt);
        }

        SyncRequest request() {
            return new SyncRequest(
                    ProductKey.of(productId, skuId),
                    SyncMode.of(mode),
                    CountOrPercent.of("maxRemovals", maxRemovals),
                    SyncRequest.protectedUsers(protectedUsers),
                    Optional.ofNullable(expectedPlan),
                    dryRun,
                    ignoreCapacity);
        }

        Roster listed(Path file) {
            return new Roster(file, requested, valid, duplicates);
        }
    }

    /**
     * The files of the plan are complete.
     *
     * @param problem why nothing of it may be sent, as one line without names; null if it is executed, and in a dry run
     */
    record Planned(SyncPlan plan, @CheckForNull String problem) implements SyncLine {}

    /**
     * Another process resumed the operation.
     *
     * @param at when, in milliseconds since 1970
     */
    record Resumed(long at) implements SyncLine {}

    /**
     * The operation ended.
     *
     * @param error what ended it early, as one line without names; null if nothing did
     * @param interrupted whether it was interrupted
     */
    record End(@CheckForNull String error, boolean interrupted) implements SyncLine {}

    /**
     * The report was archived.
     *
     * @param at when, in milliseconds since 1970
     */
    record Archived(long at) implements SyncLine {}
}
