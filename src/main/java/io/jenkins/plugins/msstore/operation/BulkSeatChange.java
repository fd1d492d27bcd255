package io.jenkins.plugins.msstore.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.msstore.build.BuildArtifacts;
import io.jenkins.plugins.msstore.build.Progress;
import io.jenkins.plugins.msstore.build.ReportNames;
import io.jenkins.plugins.msstore.build.StoreOperation;
import io.jenkins.plugins.msstore.build.StoreSession;
import io.jenkins.plugins.msstore.build.WorkspacePath;
import io.jenkins.plugins.msstore.client.model.InvalidParameterException;
import io.jenkins.plugins.msstore.client.model.PrintableText;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.seats.BulkRequest;
import io.jenkins.plugins.msstore.seats.BulkRun;
import io.jenkins.plugins.msstore.seats.BulkSummary;
import io.jenkins.plugins.msstore.seats.Outcome;
import io.jenkins.plugins.msstore.seats.OutcomeListener;
import io.jenkins.plugins.msstore.seats.PlainValues;
import io.jenkins.plugins.msstore.seats.SeatReport;
import io.jenkins.plugins.msstore.seats.UserOutcome;
import io.jenkins.plugins.msstore.seats.UserRoster;
import io.jenkins.plugins.msstore.seats.UsersFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/** Assigns or reclaims the seats of many users, and reports on every one of them. */
public final class BulkSeatChange implements StoreOperation {

    /** The folder of the reports among the plugin's artifacts. */
    private static final String FOLDER = "seats";

    private static final int SHOWN_CHARACTERS = 200;

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
    public CompletableFuture<Map<String, Object>> start(StoreSession session) throws IOException, InterruptedException {
        UserRoster roster = roster(session);
        String name = reportName == null
                ? ReportNames.reserveNext(
                        session.run(),
                        request.action().word() + "-" + request.product().productId() + "-"
                                + request.product().skuId())
                : ReportNames.reserve(session.run(), reportName);
        Path folder = session.artifacts().workFolder(name);
        SeatReport report = new SeatReport(folder, name);
        BulkRun run = new BulkRun(
                session.client(),
                request,
                roster,
                new BuildReport(session, report),
                session.maxConcurrentRequests(),
                resultLimit);
        session.onInterrupt(run::interrupt);
        session.onProgress(() -> Progress.of(run.progress()));
        session.log(what() + " of " + request.product() + ": " + users(roster.requested())
                + (request.dryRun() ? " (dry run: nothing is changed)" : ""));
        return run.start()
                .handleAsync(
                        (summary, defect) -> defect == null
                                ? finish(session, summary, report, folder, name)
                                : giveUp(session, defect, report, folder, name),
                        session.executor());
    }

    /** What the controller had reported before it ended is archived; the run does not go on. */
    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session)
            throws IOException, InterruptedException {
        List<String> reports = session.artifacts().archiveLeftBehind(FOLDER, ".csv");
        throw new AbortException(what() + " of " + request.product()
                + " was under way when the controller ended, and does not go on: run it again"
                + " (users who have what they were to have stay as they are)"
                + (reports.isEmpty() ? "" : "; what was done before: " + String.join(", ", reports)));
    }

    private String what() {
        return "Bulk " + request.action().word();
    }

    private UserRoster roster(StoreSession session) throws IOException, InterruptedException {
        if (users != null) {
            return UserRoster.of(users);
        }
        FilePath file = usersFile.in(session);
        if (!file.exists() || file.isDirectory()) {
            throw new InvalidParameterException("usersFile", usersFile.text(), "is not a file of the workspace");
        }
        try (InputStream in = file.read()) {
            return new UsersFile(usersFile.text(), column).read(in);
        }
    }

    private Map<String, Object> finish(
            StoreSession session, BulkSummary summary, SeatReport report, Path folder, String name) {
        List<String> files = List.of(name + ".csv", name + ".json");
        List<String> paths =
                files.stream().map(file -> BuildArtifacts.path(FOLDER, file)).toList();
        Map<String, Object> result = PlainValues.of(summary, paths);
        try {
            report.finish(result);
            session.artifacts().archive(folder, FOLDER, files);
            session.artifacts().delete(folder);
            String line = what() + " of " + request.product() + ": " + counts(summary) + firstReason(summary)
                    + "; report: " + paths.get(0);
            session.log(line);
            session.cameTo(result);
            judge(session, summary, line);
            return result;
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** An outcome could not be recorded: what was, is archived as it is. */
    private Map<String, Object> giveUp(
            StoreSession session, Throwable defect, SeatReport report, Path folder, String name) {
        try {
            report.close();
            session.artifacts().archive(folder, FOLDER, List.of(name + ".csv"));
            session.artifacts().delete(folder);
        } catch (IOException | InterruptedException e) {
            defect.addSuppressed(e);
        }
        throw new CompletionException(defect instanceof UncheckedIOException io ? io.getCause() : defect);
    }

    private void judge(StoreSession session, BulkSummary summary, String line) throws AbortException {
        if (summary.endedBy().isPresent()) {
            throw new AbortException(summary.endedBy().get().messageWithoutUser() + "; " + line);
        }
        if (summary.isClean()) {
            return;
        }
        switch (onFailure) {
            case FAIL -> throw new AbortException(line);
            case UNSTABLE -> session.unstable(line);
            case CONTINUE -> {
                // the result and the report say what happened
            }
        }
    }

    private static String counts(BulkSummary summary) {
        StringBuilder counts = new StringBuilder();
        counts.append(summary.succeeded())
                .append(" of ")
                .append(summary.requested())
                .append(" users succeeded");
        append(counts, summary.failed(), "failed");
        append(counts, summary.invalid(), "invalid");
        append(counts, summary.notAttempted(), "not attempted");
        append(counts, summary.duplicates(), "more than once in the input");
        summary.wouldChange()
                .ifPresent(changes -> counts.append(", ").append(changes).append(" would change"));
        return counts.toString();
    }

    private static String users(int number) {
        return number == 1 ? "1 user" : number + " users";
    }

    /** Why the first user failed, for all of them often fail for one reason; without the name, which is personal data. */
    private static String firstReason(BulkSummary summary) {
        return summary.failures().stream()
                .filter(failure -> failure.outcome() == Outcome.FAILED)
                .findFirst()
                .map(failure -> " (the first for: "
                        + PrintableText.of(
                                failure.failureReason()
                                        .replaceAll("(?i)" + Pattern.quote(failure.userName()), "the user"),
                                SHOWN_CHARACTERS)
                        + ")")
                .orElse("");
    }

    private static void append(StringBuilder counts, int number, String what) {
        if (number > 0) {
            counts.append(", ").append(number).append(' ').append(what);
        }
    }

    /**
     * Writes outcomes to the report and warnings to the build's log.
     *
     * @param session whose log
     * @param report where the outcomes go
     */
    private record BuildReport(StoreSession session, SeatReport report) implements OutcomeListener {
        @Override
        public void settled(UserOutcome outcome) {
            report.settled(outcome);
        }

        @Override
        public void warning(String line) {
            session.log("WARNING: " + line);
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
