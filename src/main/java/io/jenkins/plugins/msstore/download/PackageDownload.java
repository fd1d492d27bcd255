package io.jenkins.plugins.msstore.download;

import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.ProductPackage;
import io.jenkins.plugins.msstore.util.Failures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Downloads the files of a product's packages to a target, several at once. */
public final class PackageDownload {

    /** Enough for each step that cannot tell its progress: the digest of a very large file, or asking for a new URL. */
    public static final Duration MAX_STALL = Duration.ofMinutes(30);

    private final StoreClient client;
    private final ProductKey product;
    private final List<PackageFile> files;
    private final List<FileDownload> downloads;
    private final DownloadHost host;
    private final DownloadListener listener;
    private final AtomicReferenceArray<DownloadedFile> done;
    private final AtomicInteger filesDone = new AtomicInteger();
    private final CompletableFuture<List<DownloadedFile>> result = new CompletableFuture<>();

    /**
     * @param client is asked for a new URL where one has expired
     * @param product the product that the files are of
     * @param files the files, see {@link PackageFiles}; no other operation writes to them meanwhile
     * @param journal what previous processes have downloaded
     */
    public PackageDownload(
            StoreClient client,
            ProductKey product,
            List<PackageFile> files,
            DownloadTarget target,
            DownloadJournal journal,
            DownloadHost host,
            DownloadListener listener) {
        this.client = client;
        this.product = product;
        this.files = List.copyOf(files);
        this.host = host;
        this.listener = listener;
        this.done = new AtomicReferenceArray<>(files.size());
        this.downloads = files.stream()
                .map(file -> new FileDownload(file, target, journal, host, this::renew, listener))
                .toList();
    }

    /**
     * Downloads the files; to be called once. The first that cannot be downloaded ends all: what is there of the others stays
     * parts.
     *
     * @return the files in the order in which they were given; fails with a {@link DownloadException}, and with a {@link
     *     CancellationException} where it was cancelled
     */
    public CompletableFuture<List<DownloadedFile>> run() {
        try {
            if (!hasSlotAtOnce() && !files.isEmpty()) {
                listener.onSlotWait(host.slots().max());
            }
            endIfDone();
        } catch (RuntimeException e) {
            // no thread could be had, say
            fail(e);
        }
        return result;
    }

    /** Begins the downloads; returns whether one has a slot. If none has, all wait for downloads of others. */
    private boolean hasSlotAtOnce() {
        boolean hasSlot = false;
        for (int i = 0; i < downloads.size(); i++) {
            int number = i;
            hasSlot |= host.slots().run(() -> run(number));
        }
        return hasSlot;
    }

    private void run(int number) {
        try {
            if (!result.isDone()) {
                done.set(number, downloads.get(number).run());
                filesDone.incrementAndGet();
                endIfDone();
            }
        } catch (InterruptedException e) {
            result.completeExceptionally(new CancellationException());
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void endIfDone() {
        if (filesDone.get() == files.size()) {
            result.complete(IntStream.range(0, files.size()).mapToObj(done::get).toList());
        }
    }

    /** Fails before it ends the others, which would fail only because of it. */
    private void fail(Throwable failure) {
        result.completeExceptionally(failure);
        downloads.forEach(FileDownload::cancel);
    }

    /**
     * Ends the downloads; does not wait for their threads. What is there of the files stays parts, with which another process
     * goes on.
     */
    public void cancel() {
        fail(new CancellationException());
    }

    /**
     * Fails the downloads if a file that has a slot has stalled: if it has made no progress since the previous call. To be
     * called every {@link #MAX_STALL}.
     */
    public void endIfStalled() {
        // each is asked, because a call is what the next one compares with
        List<FileDownload> stalled =
                downloads.stream().filter(FileDownload::isStalled).toList();
        if (!stalled.isEmpty()) {
            fail(stalled.get(0).failed("it has made no progress for " + MAX_STALL.toMinutes() + " minutes"));
        }
    }

    /** How far the downloads are. */
    public DownloadProgress progress() {
        long bytes = downloads.stream().mapToLong(FileDownload::bytes).sum();
        long total = files.stream().mapToLong(file -> Math.max(0, file.size())).sum();
        return new DownloadProgress(bytes, Math.max(bytes, total), filesDone.get(), files.size());
    }

    private DownloadUrl renew(PackageFile file) throws IOException, InterruptedException {
        try {
            return client.products()
                    .onePackage(product, file.askedFor())
                    .get()
                    .withItsDependencies()
                    .filter(each -> each.packageId().equalsIgnoreCase(file.packageId()))
                    .findFirst()
                    .flatMap(ProductPackage::location)
                    .orElseThrow(() -> new IOException("the service gives none"));
        } catch (ExecutionException e) {
            throw new IOException(Failures.unwrapped(e.getCause()).getMessage());
        }
    }
}
