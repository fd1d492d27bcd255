package io.jenkins.plugins.msstore.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import io.jenkins.plugins.msstore.build.ReportNames;
import io.jenkins.plugins.msstore.build.StoreOperation;
import io.jenkins.plugins.msstore.build.StoreSession;
import io.jenkins.plugins.msstore.build.WorkspacePath;
import io.jenkins.plugins.msstore.client.model.InvalidParameterException;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.record.OperationDescription;
import io.jenkins.plugins.msstore.record.OperationKind;
import io.jenkins.plugins.msstore.seats.BulkJournal;
import io.jenkins.plugins.msstore.seats.BulkRequest;
import io.jenkins.plugins.msstore.seats.Roster;
import io.jenkins.plugins.msstore.seats.UsersFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Assigns or reclaims the seats of many users, and reports on every one of them. */
public final class BulkSeatChange implements StoreOperation {

    private final BulkRequest request;
    private final List<String> users;
    private final WorkspacePath usersFile;
    private final String column;
    private final OnFailure onFailure;
    private final String reportName;
    private final int resultLimit;

    private BulkSeatChange(Builder builder) {
        this.request = new BulkRequest(
                ProductKey.of(builder.productId, builder.skuId),
                BulkRequest.action(builder.action),
                builder.batchSize,
                builder.dryRun,
                builder.ignoreCapacity);
        if (builder.users == null && builder.usersFile == null) {
            throw new InvalidParameterException("users", null, "or usersFile must be given");
        }
        if (builder.users != null && builder.usersFile != null) {
            throw new InvalidParameterException(
                    "usersFile", builder.usersFile, "must not be given together with users");
        }
        this.users = builder.users == null ? null : new ArrayList<>(builder.users);
        this.usersFile = builder.usersFile == null ? null : WorkspacePath.of("usersFile", builder.usersFile);
        this.column = builder.column;
        this.onFailure = OnFailure.parse(builder.onFailure);
        this.reportName = builder.reportName == null ? null : ReportNames.checked(builder.reportName);
        if (builder.resultLimit < 0) {
            throw new InvalidParameterException("resultLimit", builder.resultLimit, "must not be negative");
        }
        this.resultLimit = builder.resultLimit;
    }

    /** Begins a bulk change, from arguments as they were typed. */
    public static Builder builder(String productId, String skuId, String action) {
        return new Builder(productId, skuId, action);
    }

    @Override
    public OperationDescription describe() {
        return OperationDescription.of(
                        request.action() == SeatAction.ASSIGN ? OperationKind.BULK_ASSIGN : OperationKind.BULK_RECLAIM,
                        request.product())
                .dryRun(request.dryRun());
    }

    @Override
    public CompletableFuture<Map<String, Object>> start(StoreSession session) throws IOException, InterruptedException {
        Path folder = session.artifacts().workFolder(session.id());
        Optional<BulkJournal> found = BulkJournal.find(folder);
        BulkJournal journal = found.isPresent() ? found.get() : begin(session, folder);
        return new JournaledBulkRun(session, journal, folder, onFailure).run(found.isPresent());
    }

    /** The same: where there is a journal, it goes on from there; where there is none, nothing was sent. */
    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session)
            throws IOException, InterruptedException {
        return start(session);
    }

    private BulkJournal begin(StoreSession session, Path folder) throws IOException, InterruptedException {
        try {
            Roster roster = roster(session, BulkJournal.rosterFile(folder));
            // saved together with the report's name
            BulkRunsOfBuild.mark(session.run());
            ProductKey product = request.product();
            String name = reportName == null
                    ? ReportNames.reserveNext(
                            session.run(),
                            request.action().word() + "-" + product.productId() + "-" + product.skuId(),
                            session.id())
                    : ReportNames.reserve(session.run(), reportName, session.id());
            return BulkJournal.begin(folder, request, roster, name, resultLimit);
        } catch (IOException | RuntimeException e) {
            session.artifacts().delete(folder);
            throw e;
        }
    }

    private Roster roster(StoreSession session, Path file) throws IOException, InterruptedException {
        if (users != null) {
            return Roster.write(file, Roster.list(users));
        }
        FilePath input = usersFile.in(session);
        if (!input.exists() || input.isDirectory()) {
            throw new InvalidParameterException("usersFile", usersFile.text(), "is not a file of the workspace");
        }
        try (InputStream in = input.read()) {
            return Roster.write(file, entries -> new UsersFile(usersFile.text(), column).read(in, entries));
        }
    }

    /** Arguments as they were typed; checked by {@link #build()}. */
    public static final class Builder {

        private final String productId;
        private final String skuId;
        private final String action;
        private List<String> users;
        private String usersFile;
        private String column;
        private int batchSize;
        private String onFailure;
        private boolean dryRun;
        private boolean ignoreCapacity;
        private String reportName;
        private int resultLimit;

        private Builder(String productId, String skuId, String action) {
            this.productId = productId;
            this.skuId = skuId;
            this.action = action;
        }

        /** The users as a list; null where they stand in a file. */
        public Builder users(@CheckForNull List<String> list) {
            this.users = list;
            return this;
        }

        /** The users as a file of the workspace, and its column; null where they are a list. */
        public Builder usersFile(@CheckForNull String path, @CheckForNull String columnName) {
            this.usersFile = path;
            this.column = columnName;
            return this;
        }

        /** How many users go into one call. */
        public Builder batchSize(int size) {
            this.batchSize = size;
            return this;
        }

        /** What becomes of the build where not everybody's seat could be changed; null for the default. */
        public Builder onFailure(@CheckForNull String word) {
            this.onFailure = word;
            return this;
        }

        /** Whether seats are only read. */
        public Builder dryRun(boolean readOnly) {
            this.dryRun = readOnly;
            return this;
        }

        /** Whether to go on where the product has too few seats for everybody. */
        public Builder ignoreCapacity(boolean ignore) {
            this.ignoreCapacity = ignore;
            return this;
        }

        /** What the report is called; null for a name by action and product. */
        public Builder reportName(@CheckForNull String name) {
            this.reportName = name;
            return this;
        }

        /** How many seats, and how many failures, the result may hold. */
        public Builder resultLimit(int limit) {
            this.resultLimit = limit;
            return this;
        }

        /**
         * The operation.
         *
         * @throws InvalidParameterException naming the argument that cannot be right
         */
        public BulkSeatChange build() {
            return new BulkSeatChange(this);
        }
    }
}
