package io.jenkins.plugins.msstore.download;

import io.jenkins.plugins.msstore.client.cdn.CdnAnswer;
import io.jenkins.plugins.msstore.client.cdn.CdnCall;
import io.jenkins.plugins.msstore.client.cdn.CdnException;
import io.jenkins.plugins.msstore.client.cdn.PartOfFile;
import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Downloads one file, on the thread that calls {@link #run}: goes on with the part that is there, repeats what failed, asks
 * for a new URL when the present one has expired, and gives the file its name when it is as long as the service says.
 */
final class FileDownload {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Fewer bytes are no progress: a connection that always breaks or trickles must not be used for ever. */
    private static final long PROGRESS_BYTES = 1 << 18;

    private static final Duration MAX_WAIT = Duration.ofMinutes(5);

    private static final int MAX_CHARACTERS = 300;

    private final PackageFile file;
    private final String name;
    private final DownloadTarget target;
    private final DownloadJournal journal;
    private final DownloadHost host;
    private final UrlRenewal renewal;
    private final DownloadListener listener;

    private DownloadUrl url;

    /** Whether the URL was asked for again, and has given no byte yet. */
    private boolean isUrlUntried;

    private int failures;

    /** The most bytes that the target had at a failure: to receive them once more is no progress. */
    private long reachedBefore;

    /** The bytes that the target has. */
    private volatile long position;

    /** Counts attempts, bytes and other steps that are progress. */
    private final AtomicInteger steps = new AtomicInteger();

    /** The steps at the last call of {@link #isStalled}. */
    private int stepsBefore;

    private volatile CdnCall call;
    private volatile boolean isCancelled;

    /** The thread of {@link #run}; null before and afterwards. */
    private Thread thread;

    FileDownload(
            PackageFile file,
            DownloadTarget target,
            DownloadJournal journal,
            DownloadHost host,
            UrlRenewal renewal,
            DownloadListener listener) {
        this.file = file;
        this.name = file.name();
        this.target = target;
        this.journal = journal;
        this.host = host;
        this.renewal = renewal;
        this.listener = listener;
        this.url = file.url();
    }

    /** The bytes that are there. */
    long bytes() {
        return position;
    }

    /** Whether the download has a thread and has made no progress since the previous call. */
    synchronized boolean isStalled() {
        int present = steps.get();
        boolean isStalled = thread != null && present == stepsBefore;
        stepsBefore = present;
        return isStalled;
    }

    /** Ends the download on its thread; what is there of the file stays a part. */
    void cancel() {
        isCancelled = true;
        CdnCall sent = call;
        if (sent != null) {
            sent.cancel();
        }
        synchronized (this) {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /**
     * Downloads the file.
     *
     * @throws DownloadException if it cannot be done
     * @throws InterruptedException if it was cancelled
     */
    DownloadedFile run() throws DownloadException, InterruptedException {
        synchronized (this) {
            steps.incrementAndGet();
            thread = Thread.currentThread();
        }
        try {
            requireNotCancelled();
            return download();
        } catch (IOException e) {
            requireNotCancelled();
            throw e instanceof DownloadException known
                    ? known
                    // all others are of the target or the journal
                    : failed("it cannot be written: " + inWords(e));
        } finally {
            synchronized (this) {
                thread = null;
                // the thread is used for other things
                Thread.interrupted();
            }
        }
    }

    /** The message of a special exception may be no more than a file's name. */
    private static String inWords(IOException e) {
        return e.getClass() == IOException.class
                ? e.getMessage()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private void requireNotCancelled() throws InterruptedException {
        if (isCancelled) {
            throw new InterruptedException();
        }
    }

    private DownloadedFile download() throws IOException, InterruptedException {
        target.prepare();
        Optional<String> digest = journal.digest(name);
        if (digest.isPresent() && hasOrGetsItsName(digest.get())) {
            return new DownloadedFile(name, position, digest.get());
        }
        boolean isWhole = false;
        while (!isWhole) {
            position = journal.validator(name).isPresent() ? target.partSize(name) : 0;
            isWhole = position > 0 && position == file.size();
            try {
                isWhole = isWhole || receive();
            } catch (CdnException e) {
                recover(e);
            }
        }
        return complete();
    }

    /** Gives a file that a previous attempt has completed its name, unless that attempt did; the file may have changed since. */
    private boolean hasOrGetsItsName(String digest) throws IOException, InterruptedException {
        position = target.partSize(name);
        if (position > 0 && isRightSize(position) && target.digestOfPart(name).equals(digest)) {
            target.complete(name);
            return true;
        }
        position = target.size(name);
        return position >= 0 && isRightSize(position) && target.digest(name).equals(digest);
    }

    private boolean isRightSize(long size) {
        return file.size() < 0 || size == file.size();
    }

    /**
     * Makes one attempt.
     *
     * @return whether the file is whole
     */
    private boolean receive() throws IOException, InterruptedException {
        steps.incrementAndGet();
        call = host.cdn().newCall(url, present());
        requireNotCancelled();
        long sizeAtCdn;
        try (CdnAnswer answer = call.send()) {
            sizeAtCdn = answer.size();
            if (sizeAtCdn >= 0 && !isRightSize(sizeAtCdn)) {
                throw failed("the file has " + sizeAtCdn + " bytes, but the service says " + file.size());
            }
            if (answer.offset() == 0) {
                journal.begin(name, answer.validator());
            }
            position = answer.offset();
            try (OutputStream part = target.openPart(name, position)) {
                copy(answer, part);
            }
        }
        if (!isRightSize(position)) {
            throw failed("the file ends after " + position + " bytes, but the service says " + file.size());
        }
        if (sizeAtCdn >= 0 && position != sizeAtCdn) {
            throw failed("the file ends after " + position + " bytes, but the CDN says " + sizeAtCdn);
        }
        return true;
    }

    private Optional<PartOfFile> present() {
        return position > 0 && (file.size() < 0 || position < file.size())
                ? journal.validator(name).map(validator -> new PartOfFile(position, validator))
                : Optional.empty();
    }

    private void copy(CdnAnswer answer, OutputStream part) throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long next = position + PROGRESS_BYTES;
        for (int length; (length = answer.read(buffer)) >= 0; ) {
            requireNotCancelled();
            part.write(buffer, 0, length);
            position += length;
            if (position >= next) {
                steps.incrementAndGet();
                next = position + PROGRESS_BYTES;
            }
            isUrlUntried = false;
            if (file.size() >= 0 && position > file.size()) {
                throw failed("the file has more than the " + file.size() + " bytes that the service says");
            }
        }
    }

    private void recover(CdnException e) throws IOException, InterruptedException {
        requireNotCancelled();
        switch (e.remedy()) {
            case NONE -> throw failed(e.getMessage());
            case NEW_URL -> {
                if (isUrlUntried) {
                    throw failed(e.getMessage() + ", also for a new URL");
                }
                url = renewed(e);
                isUrlUntried = true;
            }
            case START_AGAIN -> {
                journal.begin(name, Optional.empty());
                waitAfter(e);
            }
            case RETRY -> waitAfter(e);
        }
    }

    private DownloadUrl renewed(CdnException expired) throws InterruptedException, DownloadException {
        try {
            return renewal.renew(file);
        } catch (IOException e) {
            requireNotCancelled();
            throw failed(expired.getMessage() + ", and there is no new URL: " + e.getMessage());
        }
    }

    private void waitAfter(CdnException e) throws InterruptedException, DownloadException {
        failures = position - reachedBefore >= PROGRESS_BYTES ? 1 : failures + 1;
        reachedBefore = Math.max(reachedBefore, position);
        if (failures >= host.retries().maxAttempts()) {
            throw failed(e.getMessage() + (failures == 1 ? "" : " (after " + failures + " attempts)"));
        }
        Duration wait = e.retryAfter().orElseGet(this::backOff);
        Duration bounded = wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT;
        listener.onWait(name, e.getMessage(), bounded);
        Thread.sleep(bounded.toMillis());
    }

    /** A random part of the bound, so that downloads that failed together are not repeated together. */
    private Duration backOff() {
        long bound = host.retries().bound(failures).toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
    }

    private DownloadedFile complete() throws IOException, InterruptedException {
        long written = target.partSize(name);
        if (written != position) {
            throw failed("of " + position + " bytes, " + written + " were written");
        }
        steps.incrementAndGet();
        String sha256 = target.digestOfPart(name);
        requireNotCancelled();
        journal.whole(name, sha256);
        target.complete(name);
        return new DownloadedFile(name, position, sha256);
    }

    /** The failure of this download. */
    DownloadException failed(String reason) {
        return new DownloadException(name, LogText.of(reason, MAX_CHARACTERS));
    }
}
