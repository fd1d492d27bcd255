package io.jenkins.plugins.msstore.operation.packages;

import hudson.FilePath;
import hudson.model.Computer;
import io.jenkins.plugins.msstore.download.DownloadTarget;
import io.jenkins.plugins.msstore.execution.WorkspacePath;
import io.jenkins.plugins.msstore.util.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A folder of a workspace that files are downloaded to. Bytes go to the agent in chunks, and each waits for an answer: so a
 * download takes little memory, a full disk is told at once, and the thread can be interrupted.
 */
final class WorkspaceFolder implements DownloadTarget {

    /**
     * A chunk fits into the buffers of most connections, because a thread that writes to an agent that has stopped reading
     * cannot be interrupted. Smaller ones would be slow where answers take long.
     */
    private static final int CHUNK_BYTES = 1 << 17;

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final FilePath workspace;
    private final String path;
    private final String node;

    /**
     * @param directory the folder
     */
    WorkspaceFolder(FilePath workspace, WorkspacePath directory) {
        this.workspace = workspace;
        this.path = directory.normalized();
        Computer computer = workspace.toComputer();
        this.node = computer == null ? "" : computer.getName();
    }

    /**
     * Identifies the folder on this controller, also after a restart; valid as a file name. Folders whose names differ only
     * in case are the same: on some systems they would be one.
     */
    String id() {
        String folder = node + "\n" + workspace.getRemote() + "\n" + path;
        return Sha256.hex(folder.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        call(new FolderCall.Prepare(path));
    }

    @Override
    public long partSize(String name) throws IOException, InterruptedException {
        return number(call(new FolderCall.PartSize(path, name)));
    }

    @Override
    public OutputStream openPart(String name, long size) throws IOException, InterruptedException {
        call(new FolderCall.OpenPart(path, name, size));
        return new Part(name, size);
    }

    @Override
    public String digestOfPart(String name) throws IOException, InterruptedException {
        return sha256(call(new FolderCall.DigestOfPart(path, name)));
    }

    @Override
    public String digest(String name) throws IOException, InterruptedException {
        return sha256(call(new FolderCall.Digest(path, name)));
    }

    @Override
    public void complete(String name) throws IOException, InterruptedException {
        call(new FolderCall.Complete(path, name));
    }

    @Override
    public long size(String name) throws IOException, InterruptedException {
        return number(call(new FolderCall.Size(path, name)));
    }

    /** Copies a whole file to the controller. */
    void copyTo(String name, OutputStream out) throws IOException, InterruptedException {
        call(() -> {
            workspace.child(path).child(name).copyTo(out);
            return null;
        });
    }

    /** The answer may be null or of another type: it is the agent's. */
    private Object call(FolderCall<?> call) throws IOException, InterruptedException {
        return call(() -> workspace.act(call));
    }

    private long number(Object answer) throws IOException {
        if (answer instanceof Long number) {
            return number;
        }
        throw notAskedFor();
    }

    private String sha256(Object answer) throws IOException {
        if (answer instanceof String text && SHA_256.matcher(text).matches()) {
            return text;
        }
        throw notAskedFor();
    }

    private IOException notAskedFor() {
        return new IOException("agent '" + node + "' gives an answer that it was not asked for");
    }

    @FunctionalInterface
    private interface Remote<T> {
        T call() throws IOException, InterruptedException;
    }

    /** Makes a call; turns what is thrown because the agent is gone into one readable error. */
    private <T> T call(Remote<T> call) throws IOException, InterruptedException {
        try {
            return call.call();
        } catch (InterruptedException e) {
            if (e.getCause() != null) {
                // not this thread was interrupted, but the agent's
                throw disconnected(e);
            }
            throw e;
        } catch (IOException | RuntimeException e) {
            if (!isConnected()) {
                throw disconnected(e);
            }
            throw e;
        }
    }

    /**
     * Asks whether the agent still answers, which then has told the failure itself. The failure does not show that: of a broken
     * connection, remoting tells by exceptions of many kinds, "Broken pipe" among them.
     */
    private boolean isConnected() throws InterruptedException {
        try {
            workspace.exists();
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private IOException disconnected(Exception cause) {
        return new IOException("the connection to agent '" + node + "' is lost", cause);
    }

    /** Collects bytes to chunks. After a failure it writes nothing more, also not when it is closed. */
    private final class Part extends OutputStream {

        private final String name;
        private final byte[] chunk = new byte[CHUNK_BYTES];
        private int length;
        private long position;
        private boolean isBroken;

        Part(String name, long position) {
            this.name = name;
            this.position = position;
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            for (int written = 0; written < count; ) {
                int fits = Math.min(count - written, chunk.length - length);
                System.arraycopy(bytes, offset + written, chunk, length, fits);
                length += fits;
                written += fits;
                if (length == chunk.length) {
                    send();
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (length > 0 && !isBroken) {
                send();
            }
        }

        private void send() throws IOException {
            isBroken = true;
            byte[] content = new byte[length];
            System.arraycopy(chunk, 0, content, 0, length);
            try {
                WorkspaceFolder.this.call(new FolderCall.Append(path, name, position, content));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
            position += length;
            length = 0;
            isBroken = false;
        }
    }
}
