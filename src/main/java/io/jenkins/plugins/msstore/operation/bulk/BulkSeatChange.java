package io.jenkins.plugins.msstore.operation.bulk;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.execution.JournalsOfBuild;
import io.jenkins.plugins.msstore.execution.ReportNames;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.operation.ResultLimit;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Assigns or reclaims the seats of many users, and reports the outcome of every user. */
@Restricted(NoExternalUse.class)
public final class BulkSeatChange implements StoreOperation {

    private final BulkRequest request;
    private final GivenUsers users;
    private final boolean allowEmpty;
    private final OnFailure onFailure;
    private final String reportName;
    private final int resultLimit;

    /**
     * @throws InvalidParameterException naming the argument that is not valid
     */
    public BulkSeatChange(BulkSeatsArguments arguments) {
        request = new BulkRequest(
                ProductKey.of(arguments.productId(), arguments.skuId()),
                BulkRequest.action(arguments.action()),
                arguments.batchSize(),
                arguments.dryRun(),
                arguments.ignoreCapacity(),
                arguments.ignoreMissing());
        if (arguments.ignoreMissing() && request.action() != SeatAction.RECLAIM) {
            throw new InvalidParameterException("ignoreMissing", true, "is for action 'reclaim' alone");
        }
        users = GivenUsers.of(arguments.users(), arguments.usersFile(), arguments.column());
        allowEmpty = arguments.allowEmpty();
        onFailure = OnFailure.parse(arguments.onFailure());
        String report = arguments.reportName();
        reportName = report == null ? null : ReportNames.checked(report);
        resultLimit = ResultLimit.checked(arguments.resultLimit(), "users");
    }

    @Override
    public OperationDescription describe() {
        return OperationDescription.of(
                        request.action() == SeatAction.ASSIGN ? OperationKind.BULK_ASSIGN : OperationKind.BULK_RECLAIM,
                        request.product())
                .dryRun(request.dryRun());
    }

    @Override
    public Optional<ProductKey> exclusiveProduct() {
        return request.dryRun() ? Optional.empty() : Optional.of(request.product());
    }

    @Override
    public CompletableFuture<Map<String, Object>> start(StoreSession session) throws IOException {
        Path folder = session.artifacts().workFolder(session.id());
        Optional<BulkJournal> found = BulkJournal.find(folder);
        if (found.isPresent()) {
            return execution(session, folder, found.get()).start(true);
        }
        return session.callWorkspace(() -> roster(session, BulkJournal.rosterFile(folder)))
                .thenApply(roster -> begin(session, folder, roster))
                .whenComplete((execution, failure) -> {
                    if (failure != null) {
                        session.artifacts().discard(folder, failure);
                    }
                })
                .thenCompose(execution -> execution.start(false));
    }

    /** Resumes from the journal; without a journal nothing was sent, so the operation starts from the beginning. */
    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session) throws IOException {
        return start(session);
    }

    private JournaledBulkExecution begin(StoreSession session, Path folder, Roster roster) {
        if (roster.requested() == 0 && !allowEmpty && !roster.isNothingLeft()) {
            throw users.empty();
        }
        try {
            ProductKey product = request.product();
            String name = JournalsOfBuild.prepareReport(
                    session,
                    folder,
                    reportName,
                    request.action().word() + "-" + product.productId() + "-" + product.skuId());
            return execution(
                    session,
                    folder,
                    BulkJournal.begin(folder, session.client().tenant(), request, roster, name, resultLimit));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private JournaledBulkExecution execution(StoreSession session, Path folder, BulkJournal journal)
            throws IOException {
        try {
            return new JournaledBulkExecution(session, journal, folder, onFailure);
        } catch (IOException e) {
            journal.close();
            throw e;
        }
    }

    private Roster roster(StoreSession session, Path file) throws IOException, InterruptedException {
        Roster roster = users.write(session, file, reader -> reader.orReport(request.action(), request.product()));
        roster.report()
                .map(report -> BulkOutcomeLine.rest(users.fileName(), report, request.dryRun()))
                .ifPresent(session::log);
        return roster;
    }
}
