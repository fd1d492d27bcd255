package io.jenkins.plugins.msstore.operation.packages;

import hudson.AbortException;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.download.DownloadJournal;
import io.jenkins.plugins.msstore.download.DownloadListener;
import io.jenkins.plugins.msstore.download.DownloadProgress;
import io.jenkins.plugins.msstore.download.DownloadedFile;
import io.jenkins.plugins.msstore.download.LocalFolder;
import io.jenkins.plugins.msstore.download.PackageDownload;
import io.jenkins.plugins.msstore.download.PackageFile;
import io.jenkins.plugins.msstore.execution.JournalsOfBuild;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.execution.WorkspacePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Downloads packages to a folder of a build's workspace and logs the progress. Keeps a journal in the build's folder until
 * the files are whole, so that a resumed operation, or a further one of the build for the same folder, goes on with the parts
 * that are there.
 */
final class WorkspaceDownload {

    /** The folder of the packages among the plugin's artifacts. */
    static final String FOLDER = "packages";

    private static final double MEGABYTE = 1_000_000;

    /** The ids of the folders that operations of this controller download to. */
    private static final Set<String> IN_USE = ConcurrentHashMap.newKeySet();

    private final StoreSession session;
    private final ProductKey product;
    private final List<PackageFile> files;
    private final WorkspacePath directory;
    private final WorkspaceFolder folder;
    private final boolean archive;
    private final AtomicReference<String> lastLogged = new AtomicReference<>();

    /**
     * @param archive whether the files become artifacts of the build, too
     */
    WorkspaceDownload(
            StoreSession session,
            ProductKey product,
            List<PackageFile> files,
            WorkspacePath directory,
            WorkspaceFolder folder,
            boolean archive) {
        this.session = session;
        this.product = product;
        this.files = files;
        this.directory = directory;
        this.folder = folder;
        this.archive = archive;
    }

    /**
     * @param resumed whether another process began the operation
     * @return the files, when all are whole and archived
     * @throws io.jenkins.plugins.msstore.util.InvalidParameterException if another operation downloads to the folder
     */
    CompletableFuture<List<DownloadedFile>> start(boolean resumed) throws IOException {
        String id = folder.id();
        if (!IN_USE.add(id)) {
            throw directory.refused("is in use: another operation downloads packages to it");
        }
        try {
            return begin(id, resumed).whenComplete((done, failure) -> IN_USE.remove(id));
        } catch (IOException | RuntimeException e) {
            IN_USE.remove(id);
            throw e;
        }
    }

    private CompletableFuture<List<DownloadedFile>> begin(String id, boolean resumed) throws IOException {
        JournalsOfBuild.mark(session.run());
        session.run().save();
        Path work = session.artifacts().workFolder("download-" + id);
        DownloadJournal journal = DownloadJournal.open(work);
        PackageDownload download = new PackageDownload(
                session.client(), product, files, folder, journal, session.downloads(), new WaitLines());
        session.onInterrupt(() -> stop(download));
        session.onHandOver(() -> stop(download));
        session.setProgressSource(() -> progress(download.progress()));
        session.log("Downloading " + number(files.size()) + " of the packages of " + product + " to " + place()
                + (resumed ? ": resuming after a restart" : ""));
        // the line above says that there is nothing yet
        lastLogged.set(inWords(download.progress()));
        Runnable stopLogging = session.repeatLogging(() -> logProgress(download.progress()));
        Runnable stopWatching = session.repeat(
                PackageDownload.MAX_STALL, () -> session.executor().execute(download::endIfStalled));
        return download.run()
                .whenComplete((done, failure) -> {
                    stopLogging.run();
                    stopWatching.run();
                    close(journal, failure);
                })
                .thenCompose(done ->
                        archive ? session.callWorkspace(() -> archived(done)) : CompletableFuture.completedFuture(done))
                .thenApplyAsync(done -> finish(done, work), session.executor());
    }

    private void stop(PackageDownload download) {
        download.cancel();
        session.client().cancel();
    }

    private Progress progress(DownloadProgress present) {
        boolean isTotalKnown = files.stream().noneMatch(file -> file.size() < 0);
        return new Progress(
                present.bytes(), isTotalKnown ? present.totalBytes() : 0, Progress.Unit.BYTES, inWords(present));
    }

    private void logProgress(DownloadProgress present) {
        String line = inWords(present);
        if (!line.equals(lastLogged.getAndSet(line))) {
            session.log(line);
        }
    }

    private String inWords(DownloadProgress present) {
        return "Downloading the packages of " + product + ": " + present;
    }

    /** Logs waits. */
    private final class WaitLines implements DownloadListener {

        @Override
        public void onWait(String file, String reason, Duration wait) {
            session.log("Download of " + file + ": " + reason + ". Retrying"
                    + (wait.toSeconds() == 0 ? "" : " in " + wait.toSeconds() + " s"));
        }

        @Override
        public void onSlotWait(int slots) {
            session.log("Waiting to download the packages of " + product + ": other operations download "
                    + number(slots) + ", and no more are downloaded at once");
        }
    }

    /**
     * Copies the files to the controller before they are archived: an agent that goes away in the middle leaves no half
     * file among the artifacts, and each artifact has the digest that the result tells.
     */
    private List<DownloadedFile> archived(List<DownloadedFile> done) throws IOException, InterruptedException {
        Path work = session.artifacts().workFolder(session.id());
        try {
            for (DownloadedFile file : done) {
                Path copy = work.resolve(file.name());
                try (OutputStream out = Files.newOutputStream(copy)) {
                    copy(file, out);
                } catch (IOException e) {
                    throw notArchived(file, e.getMessage());
                }
                if (!new LocalFolder(work).digest(file.name()).equals(file.sha256())) {
                    throw notArchived(file, "it has changed since it was downloaded");
                }
            }
            List<String> names = done.stream().map(DownloadedFile::name).toList();
            Optional<DownloadedFile> other = ArchivedPackages.archive(
                    session.run(), done, () -> session.artifacts().archive(work, FOLDER, names));
            if (other.isPresent()) {
                throw notArchived(other.get(), "this build has archived another file of this name");
            }
        } finally {
            session.artifacts().delete(work);
        }
        return done;
    }

    private void copy(DownloadedFile file, OutputStream out) throws IOException, InterruptedException {
        BoundedOutput bounded = new BoundedOutput(out, file.size());
        try {
            folder.copyTo(file.name(), bounded);
        } catch (IOException e) {
            // what an agent reports of it may be no more than a broken pipe
            throw bounded.isExceeded() ? new IOException("it has grown since it was downloaded", e) : e;
        }
    }

    private static AbortException notArchived(DownloadedFile file, String reason) {
        return new AbortException(file.name() + " cannot be archived: " + reason);
    }

    private List<DownloadedFile> finish(List<DownloadedFile> done, Path work) {
        try {
            session.artifacts().delete(work);
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
        session.log(String.format(
                Locale.ROOT,
                "Downloaded %s (%.1f MB) of the packages of %s to %s%s",
                number(done.size()),
                size(done) / MEGABYTE,
                product,
                place(),
                done.isEmpty()
                        ? ""
                        : ": "
                                + String.join(
                                        ", ",
                                        done.stream().map(DownloadedFile::name).toList())));
        return done;
    }

    /** The bytes of files. */
    static long size(List<DownloadedFile> files) {
        return files.stream().mapToLong(DownloadedFile::size).sum();
    }

    private String place() {
        return directory.normalized().isEmpty() ? "the workspace" : directory.normalized();
    }

    private static String number(int files) {
        return files == 1 ? "1 file" : files + " files";
    }

    private static void close(DownloadJournal journal, Throwable failure) {
        try {
            journal.close();
        } catch (IOException e) {
            if (failure != null) {
                failure.addSuppressed(e);
            }
        }
    }
}
