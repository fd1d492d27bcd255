package io.jenkins.plugins.msstore.operation.sync;

import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.execution.JournalsOfBuild;
import io.jenkins.plugins.msstore.execution.ReportNames;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.operation.ResultLimit;
import io.jenkins.plugins.msstore.operation.bulk.GivenUsers;
import io.jenkins.plugins.msstore.operation.bulk.OnFailure;
import io.jenkins.plugins.msstore.sync.SyncJournal;
import io.jenkins.plugins.msstore.sync.SyncMode;
import io.jenkins.plugins.msstore.sync.SyncRequest;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Assigns and reclaims seats so that the users of a list have one, and no other user. */
@Restricted(NoExternalUse.class)
public final class SyncSeats implements StoreOperation {

    /** A tenth: an export that lacks a part of the users should not take their seats without a look at the plan. */
    public static final String DEFAULT_MAX_REMOVALS = "10%";

    private final SyncRequest request;
    private final GivenUsers users;
    private final boolean allowEmpty;
    private final OnFailure onFailure;
    private final String reportName;
    private final int resultLimit;

    /**
     * @throws InvalidParameterException naming the argument that is not valid
     */
    public SyncSeats(SyncSeatsArguments arguments) {
        request = new SyncRequest(
                ProductKey.of(arguments.productId(), arguments.skuId()),
                SyncMode.of(arguments.mode()),
                CountOrPercent.of(
                        "maxRemovals",
                        arguments.maxRemovals() == null ? DEFAULT_MAX_REMOVALS : arguments.maxRemovals()),
                SyncRequest.protectedUsers(arguments.protectedUsers()),
                SyncRequest.expectedPlan(arguments.expectedPlan()),
                arguments.dryRun(),
                arguments.ignoreCapacity());
        users = GivenUsers.of(arguments.users(), arguments.usersFile(), arguments.column());
        allowEmpty = arguments.allowEmpty();
        onFailure = OnFailure.parse(arguments.onFailure());
        String report = arguments.reportName();
        reportName = report == null ? null : ReportNames.checked(report);
        resultLimit = ResultLimit.checked(arguments.resultLimit(), "users");
    }

    @Override
    public OperationDescription describe() {
        return OperationDescription.of(OperationKind.SYNC_SEATS, request.product())
                .dryRun(request.dryRun());
    }

    @Override
    public Optional<ProductKey> exclusiveProduct() {
        return request.dryRun() ? Optional.empty() : Optional.of(request.product());
    }

    @Override
    public CompletableFuture<Map<String, Object>> start(StoreSession session) throws IOException {
        Path folder = session.artifacts().workFolder(session.id());
        Optional<SyncJournal> found = SyncJournal.find(folder);
        if (found.isPresent()) {
            return new JournaledSyncExecution(session, found.get(), folder, onFailure).start(true);
        }
        return session.callWorkspace(() -> users.write(session, SyncJournal.listFile(folder), UnaryOperator.identity()))
                .thenApply(listed -> begin(session, folder, listed))
                .whenComplete((journal, failure) -> {
                    if (failure != null) {
                        session.artifacts().discard(folder, failure);
                    }
                })
                .thenCompose(journal -> new JournaledSyncExecution(session, journal, folder, onFailure).start(false));
    }

    /** Resumes from the journal; without a journal nothing was sent, so the operation starts from the beginning. */
    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session) throws IOException {
        return start(session);
    }

    private SyncJournal begin(StoreSession session, Path folder, Roster listed) {
        if (listed.requested() == 0 && !allowEmpty) {
            throw users.empty();
        }
        try {
            ProductKey product = request.product();
            String name = JournalsOfBuild.prepareReport(
                    session, folder, reportName, "sync-" + product.productId() + "-" + product.skuId());
            return SyncJournal.begin(folder, session.client().tenant(), request, listed, name, resultLimit);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
